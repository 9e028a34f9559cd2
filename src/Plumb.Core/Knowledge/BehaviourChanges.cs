using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>A change of behaviour that removes no name.</summary>
/// <param name="Package">The distribution.</param>
/// <param name="Version">The first release with it.</param>
/// <param name="What">What changed, as a sentence without a capital or a full stop.</param>
/// <param name="Signs">Words by which documents speak of it.</param>
/// <param name="Message">A part of the error that follows; "" where there is none.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record BehaviourChange(
    PackageName Package,
    PythonVersion Version,
    string What,
    ImmutableArray<string> Signs,
    string Message,
    FactSource Source
);

/// <summary>A module that has another name from a release on.</summary>
public sealed record MovedModule(
    PackageName Package,
    PythonVersion Version,
    string Module,
    string Now,
    FactSource Source
);

/// <summary>A distribution whose releases use a name that another distribution removed.</summary>
/// <param name="Distribution">The one that uses it.</param>
/// <param name="Versions">The releases that do.</param>
/// <param name="Uses">The full name.</param>
/// <param name="Where">The file, and what has to be called.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record RemovedNameUser(
    PackageName Distribution,
    VersionSpecifiers Versions,
    string Uses,
    string Where,
    FactSource Source
);

/// <summary>An option that does not cure the error that it is offered for.</summary>
public sealed record VainOption(string Message, string Option, string Why, FactSource Source);

/// <summary>Changes that code meets, and cures that do not help (<c>knowledge/behaviour-changes.toml</c>).</summary>
public sealed class BehaviourChanges
{
    internal const string FileName = "behaviour-changes.toml";
    private static readonly Lazy<BehaviourChanges> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<BehaviourChanges>(FileName, TryRead)
    );

    private BehaviourChanges() { }

    /// <summary>What Plumb ships.</summary>
    public static BehaviourChanges Embedded => _embedded.Value;

    /// <summary>Changes of defaults and arguments.</summary>
    public ImmutableArray<BehaviourChange> Changes { get; private init; } = [];

    /// <summary>Modules that moved.</summary>
    public ImmutableArray<MovedModule> Moved { get; private init; } = [];

    /// <summary>Who uses removed names.</summary>
    public ImmutableArray<RemovedNameUser> Users { get; private init; } = [];

    /// <summary>Options that do not help.</summary>
    public ImmutableArray<VainOption> Vain { get; private init; } = [];

    /// <summary>Reads the file; refused when a row lacks a part.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out BehaviourChanges? changes,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        changes = null;
        if (!KnowledgeFile.TryMap(toml, DocumentKnowledgeToml.Default.BehaviourFile, out var file, out error))
        {
            return false;
        }

        var read = new BehaviourChanges
        {
            Changes = [.. file.Change.Select(r => Change(r, file)).OfType<BehaviourChange>()],
            Moved = [.. file.Moved.Select(r => Module(r, file)).OfType<MovedModule>()],
            Users = [.. file.User.Select(r => User(r, file)).OfType<RemovedNameUser>()],
            Vain = [.. file.Cure.Select(r => Cure(r, file)).OfType<VainOption>()],
        };
        error =
            read.Changes.Length < file.Change.Count
            || read.Moved.Length < file.Moved.Count
            || read.Users.Length < file.User.Count
            || read.Vain.Length < file.Cure.Count
                ? new FormatError("a row lacks a part, or a version or name cannot be read")
                : null;
        changes = error is null ? read : null;
        return changes is not null;
    }

    private static BehaviourChange? Change(BehaviourRow row, BehaviourFile file) =>
        PackageName.TryParse(row.Package, out var package)
        && PythonVersion.TryParse(row.Version, out var version)
        && row.What.Length > 0
        && row.Signs.Count > 0
        && KnowledgeSource.TryRead(row, file, out var source)
            ? new BehaviourChange(package, version, row.What, [.. row.Signs], row.Message, source)
            : null;

    private static MovedModule? Module(BehaviourRow row, BehaviourFile file) =>
        PackageName.TryParse(row.Package, out var package)
        && PythonVersion.TryParse(row.Version, out var version)
        && row.Module.Length > 0
        && row.Now.Length > 0
        && KnowledgeSource.TryRead(row, file, out var source)
            ? new MovedModule(package, version, row.Module, row.Now, source)
            : null;

    private static RemovedNameUser? User(RemovedNameUserRow row, BehaviourFile file) =>
        PackageName.TryParse(row.Distribution, out var distribution)
        && VersionSpecifiers.TryParse(row.Versions, out var versions, out _)
        && row.Uses.Contains('.', StringComparison.Ordinal)
        && KnowledgeSource.TryRead(row, file, out var source)
            ? new RemovedNameUser(distribution, versions, row.Uses, row.Where, source)
            : null;

    private static VainOption? Cure(VainOptionRow row, BehaviourFile file) =>
        row.Message.Length > 0
        && row.Option.Length > 0
        && row.Why.Length > 0
        && KnowledgeSource.TryRead(row, file, out var source)
            ? new VainOption(row.Message, row.Option, row.Why, source)
            : null;
}
