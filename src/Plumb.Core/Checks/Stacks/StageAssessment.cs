using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Python;
using Plumb.Stacks;

namespace Plumb.Checks.Stacks;

/// <summary>How far a part of a stack is there.</summary>
public enum StackStatus
{
    /// <summary>It is as the stack asks.</summary>
    Done,

    /// <summary>Some or all of it is not there.</summary>
    Missing,

    /// <summary>Something else is there.</summary>
    Wrong,

    /// <summary>Nobody can tell.</summary>
    Unknown,

    /// <summary>The application runs without it, and it is not there.</summary>
    LeftOut,
}

/// <summary>A requirement of a stage beside what is installed.</summary>
/// <param name="Asked">The requirement.</param>
/// <param name="Installed">The distribution in use; null when there is none.</param>
/// <param name="Status">Done, missing, wrong or unknown.</param>
public sealed record PackageAssessment(StackRequirement Asked, InstalledDistribution? Installed, StackStatus Status)
{
    /// <summary>It is not there itself: <see cref="Installed"/> is another one, beside which it cannot be.</summary>
    public bool IsReplaced => Installed is { } installed && installed.Key != Asked.Requirement.Name;
}

/// <summary>A stage beside what is installed.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Packages">Its requirements that count here, for the chosen variant.</param>
/// <param name="MissingImports">Modules that it should bring and that are nowhere on the path.</param>
/// <param name="Status">Of the stage as a whole.</param>
public sealed record StageAssessment(
    StackStage Stage,
    ImmutableArray<PackageAssessment> Packages,
    ImmutableArray<string> MissingImports,
    StackStatus Status
)
{
    /// <summary>Compares.</summary>
    public static StageAssessment Of(CheckContext context, StackStage stage, StackVariant? variant)
    {
        var packages = Stack
            .RequirementsOf(stage, variant)
            .Where(r => r.Requirement.Marker is not { } marker || marker.Holds(context.MarkerEnvironment))
            .Select(r => Compare(context, r, variant))
            .ToImmutableArray();
        var imports =
            packages.Length > 0 && packages.All(p => p.Status == StackStatus.Done && HasFiles(p.Installed!))
                ? stage.Imports.Where(i => !IsThere(context.Snapshot, i)).ToImmutableArray()
                : [];
        var status =
            packages.Any(p => p.Status == StackStatus.Wrong) || imports.Length > 0 ? StackStatus.Wrong
            : packages.Any(p => p.Status == StackStatus.Missing)
                ? stage.IsOptional ? StackStatus.LeftOut
                    : StackStatus.Missing
            : packages.Any(p => p.Status == StackStatus.Unknown) ? StackStatus.Unknown
            : StackStatus.Done;
        return new StageAssessment(stage, packages, imports, status);
    }

    private static PackageAssessment Compare(CheckContext context, StackRequirement asked, StackVariant? variant)
    {
        var requirement = asked.Requirement;
        var installed = context.Requirements.Find(requirement.Name) ?? InItsPlace(context, requirement.Name);
        var status =
            installed is null ? StackStatus.Missing
            : installed.Key != requirement.Name ? StackStatus.Wrong
            : requirement.Url is { } url
                ? IsFrom(installed, url) ? StackStatus.Done
                    : StackStatus.Unknown
            : installed.Version is not { } version ? StackStatus.Unknown
            : !requirement.Specifiers.Contains(version, prereleases: true) ? StackStatus.Wrong
            : IsForTheProcessor(version, requirement.Name, variant) ? StackStatus.Wrong
            : StackStatus.Done;
        return new PackageAssessment(asked, installed, status);
    }

    // The same repository or archive, whatever its commit: which one a branch meant that day nobody can tell.
    private static bool IsFrom(InstalledDistribution installed, string url) =>
        installed.DirectUrl is { } origin && Origin(origin.Url) == Origin(url);

    private static string Origin(string url)
    {
        var text = url.StartsWith("git+", StringComparison.Ordinal) ? url["git+".Length..] : url;
        var fragment = text.IndexOf('#', StringComparison.Ordinal);
        text = fragment < 0 ? text : text[..fragment];
        var revision = text.LastIndexOf('@');
        text = revision > text.LastIndexOf('/') ? text[..revision] : text;
        return text.TrimEnd('/').ToLowerInvariant() is var plain && plain.EndsWith(".git", StringComparison.Ordinal)
            ? plain[..^".git".Length]
            : plain;
    }

    // "2.8.0+cpu" meets ">=2.7" and computes on no GPU.
    private static bool IsForTheProcessor(PythonVersion version, PackageName name, StackVariant? variant) =>
        version.Local == "cpu"
        && variant?.Indexes.FirstOrDefault(i => i.Packages.Contains(name)) is { Url: var url }
        && !url.TrimEnd('/').EndsWith("/cpu", StringComparison.Ordinal);

    // What excludes the one that is asked for: installed beside it, the two would break each other.
    private static InstalledDistribution? InItsPlace(CheckContext context, PackageName name) =>
        context
            .Snapshot.Stack!.Stack.Exclusions.Where(e => e.Packages.Contains(name))
            .SelectMany(e => e.Packages)
            .Select(context.Requirements.Find)
            .FirstOrDefault(d => d is not null);

    // Without a list of files nobody can tell what it brings.
    private static bool HasFiles(InstalledDistribution installed) =>
        installed.Files.Any(f => !WorldPath.IsWithin(f.Path, installed.Location));

    // Only the first name of a dotted one is looked for, and only where the files were listed.
    private static bool IsThere(EnvironmentSnapshot snapshot, string module)
    {
        if (!snapshot.Observed.HasFlag(Observation.Files))
        {
            return true;
        }

        var name = module.Split('.')[0];
        return snapshot.Sites.Any(s => !s.IsOwn || ModuleListing.Of(snapshot.Tree, s.Path).Any(m => m.Name == name))
            || !snapshot.Editables.IsEmpty;
    }
}
