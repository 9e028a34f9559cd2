namespace Plumb.Processes;

/// <summary>How much a child may take.</summary>
/// <param name="Time">After that it is ended, with everything that it started.</param>
/// <param name="MemoryBytes">
/// Private memory that it may write to, in bytes: RLIMIT_DATA, which Linux counts since 4.7 and which leaves out address space that is only
/// reserved, as CUDA reserves it. 0 for no bound; macOS and Windows enforce none.
/// </param>
public readonly record struct ChildLimits(TimeSpan Time, long MemoryBytes)
{
    private const long Least = 1L << 30;
    private const long Most = 16L << 30;

    /// <summary>The time that an import may take.</summary>
    public static TimeSpan UsualTime { get; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How many children run at once on this machine, or in its container, and what each may take: together half of the memory, each at
    /// least 1 GiB and at most 16 GiB. Where half of the memory is less than 1 GiB, one runs and may take that much.
    /// </summary>
    /// <param name="time">For each.</param>
    /// <param name="processors">The most that run at once.</param>
    public static (ChildLimits Each, int AtOnce) Shared(TimeSpan time, int processors) =>
        Shared(time, processors, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    internal static (ChildLimits Each, int AtOnce) Shared(TimeSpan time, int processors, long available)
    {
        var half = available / 2;
        var atOnce = (int)Math.Clamp(half / Least, 1, Math.Max(1, processors));
        return (new ChildLimits(time, Math.Clamp(half / atOnce, Least, Most)), atOnce);
    }
}
