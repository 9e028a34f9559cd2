using System.Collections.Immutable;

namespace Plumb.Machine;

/// <summary>The processor.</summary>
public sealed record ProcessorProfile
{
    /// <summary>As wheels name it: <c>x86_64</c>, <c>aarch64</c>; null when it cannot be told.</summary>
    public string? Architecture { get; init; }

    /// <summary>As its maker names it.</summary>
    public string? Model { get; init; }

    /// <summary>Processors that the system schedules on.</summary>
    public int? Threads { get; init; }

    /// <summary>The level of x86-64 that it reaches, 1 to 4 (System V psABI, AMD64 supplement, table 3.1); null for others and when unknown.</summary>
    public int? X86Level { get; init; }

    /// <summary>Instructions that libraries ask for, by the names of Linux, in ordinal order: <c>avx2</c>, <c>avx512f</c>, <c>asimd</c>. Null when unknown.</summary>
    public ImmutableArray<string>? Features { get; init; }

    /// <summary>Where the features were read; null when they were not.</summary>
    public string? From { get; init; }

    /// <summary>Whether it has a feature; null when unknown.</summary>
    public bool? Has(string feature) => Features is { } known ? known.Contains(feature, StringComparer.Ordinal) : null;
}
