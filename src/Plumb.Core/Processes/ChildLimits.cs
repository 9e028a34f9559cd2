namespace Plumb.Processes;

/// <summary>How much a child may take.</summary>
/// <param name="Time">After that it is ended, with everything that it started.</param>
/// <param name="MemoryBytes">
/// Private memory that it may write to, in bytes: RLIMIT_DATA, which Linux counts since 4.7 and which leaves out address space that is only
/// reserved, as CUDA reserves it. 0 for no bound; macOS and Windows enforce none.
/// </param>
public readonly record struct ChildLimits(TimeSpan Time, long MemoryBytes)
{
    /// <summary>The time that an import may take.</summary>
    public static TimeSpan UsualTime { get; } = TimeSpan.FromSeconds(60);

    /// <summary>What one child may take of this machine's memory, or of its container's: half, at least 1 GiB and at most 16 GiB.</summary>
    public static long UsualMemory =>
        Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2, 1L << 30, 16L << 30);
}
