using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Knowledge;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Checks.Sources;

/// <summary>
/// Packages whose import fails, read off the sources: one finding for each module or name that is lacking, with everything that fails by it.
/// </summary>
public sealed class FailingImportCheck : ICheck
{
    private const int MostChains = 3;

    // Folders of tests and tools beside the packages: nobody imports them to use the distribution.
    private static readonly string[] _besides =
    [
        "tests",
        "test",
        "testing",
        "conftest",
        "examples",
        "example",
        "docs",
        "benchmarks",
        "benchmark",
        "scripts",
        "tools",
        "setup",
        "noxfile",
    ];

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules =>
        [SourceRules.NoModule, SourceRules.NoSubmodule, SourceRules.NoName, SourceRules.RemovedOnImport];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Sources;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) =>
        context
            .Snapshot.Imports.Failures.GroupBy(f => (f.Kind, f.Module, f.Name))
            .OrderBy(g => g.Key.Module, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Name, StringComparer.Ordinal)
            .Where(g => !IsToldElsewhere(context, g.First()))
            .Select(g => Judge(context, [.. g]));

    private static Judgement Judge(CheckContext context, ImmutableArray<ImportFailure> failures)
    {
        // Where one way is certain and another only likely, the certain one is the proof.
        var sorted = failures
            .OrderByDescending(f => f.IsCertain)
            .ThenBy(f => f.Chain.Length)
            .ThenBy(f => f.Package, StringComparer.Ordinal)
            .ToImmutableArray();
        var first = sorted[0];
        var lost = Lost(context, first);
        var importer = context.Ownership.OwnerOf(first.File);
        var finding = new Finding
        {
            Rule = first.Kind switch
            {
                ImportFailureKind.NoModule => SourceRules.NoModule,
                ImportFailureKind.NoSubmodule => SourceRules.NoSubmodule,
                ImportFailureKind.NoAttribute => SourceRules.RemovedOnImport,
                _ => SourceRules.NoName,
            },
            Severity =
                sorted.All(f => _besides.Contains(f.Package, StringComparer.Ordinal)) ? Severity.Info
                : sorted.Any(f => f.IsCertain) ? Severity.Error
                : Severity.Warning,
            Title =
                $"{Lack(context, first)}: {Affected(context, sorted)} {(first.IsCertain ? "cannot" : "can probably not")} be imported.",
            Message = lost is null
                ? Explain(context, first, importer)
                : $"It belongs to {lost.Label}, which has lost files.",
            Subject = importer is null
                ? new Subject(SubjectKind.File, first.File)
                : new Subject(SubjectKind.Distribution, importer.Name, importer.VersionText),
            About = first.FullName,
            Location = new Location(first.File, first.Line),
            Evidence = [.. sorted.Take(MostChains).Select(Proof)],
            Cause = lost is null ? "import:" + first.Module : Causes.Installation(lost),
            IsConsequence = lost is not null,
        };
        return new Judgement(finding, lost is null ? Fixes(context, first) : []);
    }

    private static string Lack(CheckContext context, ImportFailure failure)
    {
        var owner = ModuleOwner.Of(context, failure.Module);
        return (failure.Kind, owner) switch
        {
            (_, null) when failure.Removal is { } removal && removal.Package == RemovedApi.Python =>
                $"Python {context.Snapshot.Installation.Major}.{context.Snapshot.Installation.Minor} has no {removal.FullName}",
            (ImportFailureKind.NoModule, _) => $"{failure.Module} is not installed",
            (ImportFailureKind.NoSubmodule, null) => $"there is no {failure.Module}",
            (ImportFailureKind.NoSubmodule, { } o) => $"{o.Label} has no {failure.Module}",
            (_, null) => $"{failure.Module} has no {failure.Name}",
            (_, { } o) => $"{failure.Module} of {o.Label} has no {failure.Name}",
        };
    }

    private static string Affected(CheckContext context, ImmutableArray<ImportFailure> failures)
    {
        var packages = failures.Where(f => f.IsCertain == failures[0].IsCertain).Select(f => Label(context, f));
        return Prose.List(packages.Distinct(StringComparer.Ordinal), 4);
    }

    private static string Label(CheckContext context, ImportFailure failure) =>
        ModuleOwner.Of(context, failure.Package) is { } owner ? $"{failure.Package} ({owner.Label})" : failure.Package;

    private static string Explain(CheckContext context, ImportFailure failure, InstalledDistribution? importer)
    {
        var by = importer is null ? WorldPath.Name(failure.File) : importer.Label;
        var likely = failure.Doubt switch
        {
            ImportDoubt.None => "",
            ImportDoubt.Folder =>
                " It imports every module of a folder by names made at run time, so that this is likely, not certain.",
            ImportDoubt.Compiled =>
                " A compiled module beside its source may run instead, so that this is not certain.",
            _ =>
                $" {failure.Module} makes names while it runs, and this one is written nowhere in it, so that this is likely, not certain.",
        };
        return failure.Kind switch
        {
            _ when failure.Removal is { } removal => RemovalWords.Explain(by, removal) + likely,
            ImportFailureKind.NoModule => $"{by} imports it and does not require it, so no installer brings it."
                + likely,
            _ when ModuleOwner.Of(context, failure.Module) is { } owner =>
                $"{by} was written for another version of {owner.Name}." + likely,
            _ => $"{by} was written for another version of it." + likely,
        };
    }

    private static Evidence Proof(ImportFailure failure)
    {
        var statement = failure switch
        {
            { Name: null } => $"import {failure.Module}",
            { Kind: ImportFailureKind.NoAttribute } => $"{failure.Module}.{failure.Name}",
            _ => $"from {failure.Module} import {failure.Name}",
        };
        var way = failure.Chain.Length > 1 ? string.Join(" → ", failure.Chain) + ": " : "";
        return new Evidence(
            $"{way}line {failure.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}: {statement}",
            failure.File
        );
    }

    // A distribution that is required and not there has a finding of its own, which says who asks for it.
    private static bool IsToldElsewhere(CheckContext context, ImportFailure failure) =>
        failure.Kind == ImportFailureKind.NoModule
        && context.Requirements.Edges.Any(e =>
            e.State != RequirementState.Met && IsBroughtBy(failure.Module, e.Requirement.Name)
        );

    private static bool IsBroughtBy(string module, PackageName name) =>
        PackageName.TryParse(module, out var same) && same == name
        || ImportNames.Embedded.Find(module) is { } known
            && Requirement.TryParse(known.Requirement, out var requirement, out _)
            && requirement.Name == name;

    // A module that RECORD names and that is gone is no removed module.
    private static InstalledDistribution? Lost(CheckContext context, ImportFailure failure)
    {
        var path = "/" + failure.Module.Replace('.', '/');
        return context
            .Deviations.All.FirstOrDefault(d =>
                d.Files.Any(f =>
                    f.Kind == Files.FileDeviationKind.Missing
                    && (
                        f.File.Path.Contains(path + "/", StringComparison.Ordinal)
                        || f.File.Path.EndsWith(path + ".py", StringComparison.Ordinal)
                    )
                )
            )
            ?.Distribution;
    }

    private static ImmutableArray<ProposedFix> Fixes(CheckContext context, ImportFailure failure)
    {
        if (failure.Removal is { } removal && removal.Package != RemovedApi.Python)
        {
            return RemovalFixes.Of(context, removal);
        }

        if (
            failure.Kind != ImportFailureKind.NoModule
            || ImportNames.Embedded.Find(failure.Module) is not { } known
            || !Requirement.TryParse(known.Requirement, out var wanted, out _)
            || context.Installers.Install([(wanted.WrittenName, wanted.Specifiers.ToString())]) is not { } commands
        )
        {
            return [];
        }

        var fix = new ProposedFix(
            $"install {known.Requirement}",
            commands,
            1,
            s => s with { Imports = WithModule(s.Imports, failure.Module) }
        );
        return [fix];
    }

    // What else may fail after it cannot be told before it is there.
    private static ImportObservation WithModule(ImportObservation imports, string module) =>
        imports with
        {
            Failures = imports.Failures.RemoveAll(f => f.Kind == ImportFailureKind.NoModule && f.Module == module),
        };
}
