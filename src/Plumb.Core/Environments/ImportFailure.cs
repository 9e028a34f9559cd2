using System.Collections.Immutable;
using Plumb.Knowledge;

namespace Plumb.Environments;

/// <summary>Why an import statement fails.</summary>
public enum ImportFailureKind
{
    /// <summary>No module of that name is found on <c>sys.path</c>: ModuleNotFoundError.</summary>
    NoModule,

    /// <summary>A package that is there has no such module: ModuleNotFoundError.</summary>
    NoSubmodule,

    /// <summary>The module is there and does not define the name: ImportError, "cannot import name".</summary>
    NoName,

    /// <summary>The module is there and does not have the attribute that is used: AttributeError.</summary>
    NoAttribute,
}

/// <summary>What keeps a failure that the sources tell from being certain.</summary>
public enum ImportDoubt
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The way leads through imports of every file of a folder, by names made at run time.</summary>
    Folder,

    /// <summary>The module that lacks the name makes names while it runs, and this one is written nowhere in it.</summary>
    MadeNames,

    /// <summary>A compiled module lies beside the source and runs instead of it.</summary>
    Compiled,
}

/// <summary>An import that fails when a package is imported, read off the sources. The first one in the order of execution.</summary>
/// <param name="Package">The top-level module whose import fails.</param>
/// <param name="Kind">How.</param>
/// <param name="Module">The module that is missing, or that lacks the name.</param>
/// <param name="Name">The name that is lacking; null where the module itself is.</param>
/// <param name="File">The file whose statement fails.</param>
/// <param name="Line">Its line.</param>
/// <param name="Chain">The modules that are imported on the way, from the package to the one that fails.</param>
/// <param name="Doubt">What keeps it from being certain.</param>
public sealed record ImportFailure(
    string Package,
    ImportFailureKind Kind,
    string Module,
    string? Name,
    string File,
    int Line,
    ImmutableArray<string> Chain,
    ImportDoubt Doubt
)
{
    /// <summary>Nothing that cannot be told could keep it from failing.</summary>
    public bool IsCertain => Doubt == ImportDoubt.None;

    /// <summary>What is known of the removal of the module or name; null when nothing is.</summary>
    public RemovedApi? Removal { get; init; }

    /// <summary>What is lacking, dotted: the module, or the name in it.</summary>
    public string FullName => Name is null ? Module : Module + "." + Name;
}

/// <summary>What was read of the sources that run when the environment's packages are imported.</summary>
public sealed record ImportObservation
{
    /// <summary>Nothing was read.</summary>
    public static ImportObservation None { get; } = new();

    /// <summary>False when there is no standard library to resolve names against.</summary>
    public bool IsJudged { get; init; }

    /// <summary>Native modules below packages that an import statement without a guard names, by their dotted names.</summary>
    public ImmutableHashSet<string> Reached { get; init; } = [];

    /// <summary>Native modules below packages that are imported in a <c>try</c> only, by their dotted names: their packages go on without them.</summary>
    public ImmutableHashSet<string> Optional { get; init; } = [];

    /// <summary>Native modules below packages that are imported in a function or under a test, and nothing catches a failure.</summary>
    public ImmutableHashSet<string> Untried { get; init; } = [];

    /// <summary>How many source files were read.</summary>
    public int Files { get; init; }

    /// <summary>What the application's own sources ask for in vain.</summary>
    public ApplicationObservation Application { get; init; } = ApplicationObservation.None;

    /// <summary>Uses of what is gone in the functions of modules that some import reaches, by file and line.</summary>
    public ImmutableArray<RemovedUse> Removed { get; init; } = [];

    /// <summary>The imports that fail, one for each package, by package.</summary>
    public ImmutableArray<ImportFailure> Failures { get; init; } = [];
}
