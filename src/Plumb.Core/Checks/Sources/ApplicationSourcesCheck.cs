using System.Collections.Immutable;
using System.Globalization;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Knowledge;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Checks.Sources;

/// <summary>What the application's own sources ask for and the environment does not have: one finding for each module, and for each package's lost names.</summary>
public sealed class ApplicationSourcesCheck : ICheck
{
    private const int MostPlaces = 5;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules =>
        [SourceRules.ApplicationImport, SourceRules.ApplicationName, SourceRules.ApplicationRemoved];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Sources;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) =>
        context
            .Snapshot.Imports.Application.Failures.GroupBy(Key, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Where(g => g.First().Kind != ImportFailureKind.NoModule || !IsDeclared(context, g.First().Module))
            .Select(g => Judge(context, [.. g.OrderBy(f => f.Time)]));

    private static string Key(ApplicationFailure failure) =>
        failure.Kind switch
        {
            ImportFailureKind.NoAttribute => "b " + failure.Removal!.Package.Normalized,
            ImportFailureKind.NoModule => "a " + failure.Module,
            _ => $"c {failure.Module} {failure.Name}",
        };

    private static Judgement Judge(CheckContext context, ImmutableArray<ApplicationFailure> failures)
    {
        var first = failures[0];
        var known = first.Kind == ImportFailureKind.NoModule ? ImportNames.Embedded.Find(first.Module) : null;
        var finding = new Finding
        {
            Rule = first.Kind switch
            {
                ImportFailureKind.NoModule => SourceRules.ApplicationImport,
                ImportFailureKind.NoAttribute => SourceRules.ApplicationRemoved,
                _ => SourceRules.ApplicationName,
            },
            Severity = SeverityOf(context, first, known),
            Title = Title(context, failures),
            Message = Message(context, first, known),
            Subject = new Subject(SubjectKind.File, first.File),
            About = first.Kind == ImportFailureKind.NoAttribute ? first.Removal!.Package.Normalized : FullName(first),
            Location = new Location(first.File, first.Line),
            Evidence = [.. failures.Take(MostPlaces).Select(Proof)],
            Cause = first.Kind == ImportFailureKind.NoModule ? "import:" + first.Module : null,
        };
        return new Judgement(finding, Fixes(context, first, known));
    }

    // A module of unknown origin may be brought by a host program that runs the application inside itself.
    private static Severity SeverityOf(CheckContext context, ApplicationFailure failure, ImportName? known)
    {
        var isUnsure =
            failure.Kind == ImportFailureKind.NoModule
            && TookOut(context, failure) is null
            && (known is null || IsOptional(context, failure.Module, known));
        return failure.Time switch
        {
            ApplicationFailureTime.OnImport => isUnsure ? Severity.Warning : Severity.Error,
            ApplicationFailureTime.OnCall => isUnsure ? Severity.Info : Severity.Warning,
            _ => Severity.Info,
        };
    }

    private static string Title(CheckContext context, ImmutableArray<ApplicationFailure> failures)
    {
        var first = failures[0];
        var file = Relative(context, first.File);
        var others = failures.Select(f => f.File).Distinct(StringComparer.Ordinal).Count() - 1;
        var who = others == 0 ? file : $"{file} and {Prose.Count(others, "other file")}";
        var uses = others == 0 ? "uses" : "use";
        var imports = others == 0 ? "imports" : "import";
        return first.Kind switch
        {
            ImportFailureKind.NoModule => $"{who} {imports} {first.Module}, which nothing that is installed brings.",
            ImportFailureKind.NoAttribute =>
                $"{who} {uses} {Prose.List(failures.Select(f => FullName(f)).Distinct(StringComparer.Ordinal))}, which {Installed(context, first)} no longer has.",
            _ => $"{who} {imports} {FullName(first)}, which {Installed(context, first)} does not have.",
        };
    }

    private static string Message(CheckContext context, ApplicationFailure failure, ImportName? known)
    {
        var when = failure.Time switch
        {
            ApplicationFailureTime.OnImport => "It fails as soon as the file is run or imported.",
            ApplicationFailureTime.OnCall => "It fails when the function is called.",
            _ => "Whether that line runs, its sources do not tell.",
        };
        if (failure is { Kind: not ImportFailureKind.NoModule, Removal: { } removal })
        {
            return $"{when} {RemovalWords.Package(removal)} {removal.RemovedIn} took {removal.FullName} out.{RemovalWords.Instead(removal)}";
        }

        if (failure.Kind != ImportFailureKind.NoModule)
        {
            return when;
        }

        if (TookOut(context, failure) is { } python)
        {
            var instead = known is null ? "" : $" {known.Requirement} brings one of that name.";
            return $"{when} Python {python} took {failure.Module} out of its standard library.{instead}";
        }

        var declared = context.Declared is { } d ? $" {WorldPath.Name(d.File)} does not ask for it." : "";
        var brings = known is null ? " Which distribution brings it is not known." : $" {known.Requirement} brings it.";
        return when + declared + brings;
    }

    private static string? TookOut(CheckContext context, ApplicationFailure failure)
    {
        var installation = context.Snapshot.Installation;
        return StandardLibraryModules.Embedded.TookOut(failure.Module, installation.Major, installation.Minor);
    }

    private static string Installed(CheckContext context, ApplicationFailure failure)
    {
        var installation = context.Snapshot.Installation;
        return failure.Removal?.Package == RemovedApi.Python
                ? string.Create(CultureInfo.InvariantCulture, $"Python {installation.Major}.{installation.Minor}")
            : failure.Removal is { } removal && context.Requirements.Find(removal.Package) is { } removed
                ? removed.Label
            : ModuleOwner.Of(context, failure.Module)?.Label ?? failure.Module;
    }

    private static Evidence Proof(ApplicationFailure failure)
    {
        var text = failure switch
        {
            { Kind: ImportFailureKind.NoAttribute } => FullName(failure),
            { Name: null } => "import " + failure.Module,
            _ => $"from {failure.Module} import {failure.Name}",
        };
        return new(string.Create(CultureInfo.InvariantCulture, $"line {failure.Line}: {text}"), failure.File);
    }

    private static string FullName(ApplicationFailure failure) =>
        failure.Removal?.FullName ?? (failure.Name is null ? failure.Module : failure.Module + "." + failure.Name);

    private static string Relative(CheckContext context, string file) =>
        context.Snapshot.Application is { } folder && WorldPath.IsWithin(file, folder)
            ? WorldPath.Relative(file, folder)
            : file;

    // What is declared and not installed has a finding of its own, with its version.
    private static bool IsDeclared(CheckContext context, string module) =>
        Names(module)
            .Any(n =>
                context.Declared?.Items.Any(i => i.Requirement.Name == n && !i.IsConstraint) == true
                || context.Requirements.Edges.Any(e => e.State != RequirementState.Met && e.Requirement.Name == n)
            );

    private static bool IsOptional(CheckContext context, string module, ImportName known) =>
        Names(module).Any(n => context.Snapshot.Imports.Application.Optional.Contains(n)) && known.Module.Length > 0;

    private static IEnumerable<PackageName> Names(string module)
    {
        if (PackageName.TryParse(module.Split('.')[0], out var same))
        {
            yield return same;
        }

        if (
            ImportNames.Embedded.Find(module) is { } known
            && Requirement.TryParse(known.Requirement, out var requirement, out _)
        )
        {
            yield return requirement.Name;
        }
    }

    private static ImmutableArray<ProposedFix> Fixes(
        CheckContext context,
        ApplicationFailure failure,
        ImportName? known
    )
    {
        if (
            failure.Removal is { } removal
            && removal.Package != RemovedApi.Python
            && failure.Time != ApplicationFailureTime.Perhaps
        )
        {
            return RemovalFixes.Of(context, removal);
        }

        if (
            known is null
            || !Requirement.TryParse(known.Requirement, out var wanted, out _)
            || context.Installers.Install([(wanted.WrittenName, wanted.Specifiers.ToString())]) is not { } commands
        )
        {
            return [];
        }

        return
        [
            new ProposedFix(
                $"install {known.Requirement}",
                commands,
                1,
                s => Without(s, f => f.Module == failure.Module)
            ),
        ];
    }

    private static EnvironmentSnapshot Without(EnvironmentSnapshot snapshot, Predicate<ApplicationFailure> gone) =>
        snapshot with
        {
            Imports = snapshot.Imports with
            {
                Application = snapshot.Imports.Application with
                {
                    Failures = snapshot.Imports.Application.Failures.RemoveAll(gone),
                },
            },
        };
}
