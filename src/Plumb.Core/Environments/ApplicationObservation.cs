using System.Collections.Immutable;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Environments;

/// <summary>When a line of the application fails.</summary>
public enum ApplicationFailureTime
{
    /// <summary>When its file is run or imported.</summary>
    OnImport,

    /// <summary>When its function is called.</summary>
    OnCall,

    /// <summary>Perhaps: it depends on what the sources do not tell, or lies among tests and examples.</summary>
    Perhaps,
}

/// <summary>A line of the application's own sources that asks for what is not there.</summary>
/// <param name="Kind">What is lacking.</param>
/// <param name="Module">The module that is missing, or that lacks the name.</param>
/// <param name="Name">The name that is lacking; null where the module itself is.</param>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Time">When it fails.</param>
/// <param name="Removal">What is known of its removal; null when nothing is.</param>
public sealed record ApplicationFailure(
    ImportFailureKind Kind,
    string Module,
    string? Name,
    string File,
    int Line,
    ApplicationFailureTime Time,
    RemovedApi? Removal
);

/// <summary>What was read of the application's own sources.</summary>
public sealed record ApplicationObservation
{
    /// <summary>Nothing was read.</summary>
    public static ApplicationObservation None { get; } = new();

    /// <summary>How many source files were read.</summary>
    public int Files { get; init; }

    /// <summary>True when there are more than are read.</summary>
    public bool IsCut { get; init; }

    /// <summary>The lines that fail, by file and line.</summary>
    public ImmutableArray<ApplicationFailure> Failures { get; init; } = [];

    /// <summary>What only extras and groups of the project ask for.</summary>
    public ImmutableHashSet<PackageName> Optional { get; init; } = [];
}
