namespace Plumb.Machine;

/// <summary>Memory in bytes.</summary>
public sealed record MemoryProfile
{
    /// <summary>Nothing is known.</summary>
    public static MemoryProfile Unknown { get; } = new();

    /// <summary>All of the machine.</summary>
    public Observed<long>? Total { get; init; }

    /// <summary>What a program can still have without swapping, within the limit of its group.</summary>
    public Observed<long>? Available { get; init; }

    /// <summary>The limit that a container or service sets (cgroup); null when there is none below the total.</summary>
    public Observed<long>? Limit { get; init; }

    /// <summary>The smaller of total and limit.</summary>
    public long? Usable => Limit?.Value ?? Total?.Value;
}
