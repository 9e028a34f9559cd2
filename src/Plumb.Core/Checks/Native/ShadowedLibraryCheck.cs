using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Native.Cuda;
using Plumb.Native.Loading;
using Plumb.Text;

namespace Plumb.Checks.Native;

/// <summary>Libraries of packages in whose place LD_LIBRARY_PATH puts another file, one finding for each such pair.</summary>
public sealed class ShadowedLibraryCheck : ICheck
{
    private const string Variable = "LD_LIBRARY_PATH";
    private const int MostSymbols = 3;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [NativeRules.ShadowedLibrary];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Native;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) =>
        context
            .Snapshot.Native.Modules.SelectMany(m => m.Shadowed.Select(s => new Use(m, s)))
            .Where(u => IsPackaged(context, u.Library.Hidden.Path))
            .GroupBy(u => (u.Library.Hidden.Path, u.Library.Taken.Path))
            .OrderBy(g => g.Key.Item1, StringComparer.Ordinal)
            .Select(g => Judge(context, [.. g]));

    /// <summary>True when the loader took that file only because of the variable.</summary>
    internal static bool IsTakenBy(NativeModule module, string path) =>
        module.Shadowed.Any(s => s.Taken.Path == path && !s.LackedVersions.IsEmpty);

    /// <summary>The file that the variable puts in a packaged one's place, where all that a file of the module lacks lies in that one; otherwise null.</summary>
    internal static string? TakenFor(CheckContext context, NativeModule module, string file) =>
        module.WithoutVariable is { } without
        && !module.UndefinedWithoutVariable.Any(u => without.Members[u.Member].Library.Path == file)
            ? module
                .Shadowed.FirstOrDefault(s => !s.LackedSymbols.IsEmpty && IsPackaged(context, s.Hidden.Path))
                ?.Taken.Path
            : null;

    private static bool IsPackaged(CheckContext context, string path) =>
        context.Ownership.IsOwned(path)
        || WorldPath.IsWithin(path, context.Snapshot.Installation.Prefix)
        || context.Snapshot.Sites.Any(s => WorldPath.IsWithin(path, s.Path));

    private static Judgement Judge(CheckContext context, ImmutableArray<Use> uses)
    {
        var library = uses[0].Library;
        var affected = AffectedModules.Of(context, uses.Select(u => u.Module));
        var lacked = uses.SelectMany(u => u.Library.LackedVersions)
            .Distinct(StringComparer.Ordinal)
            .Order(VersionNames.Comparer)
            .ToList();
        var symbols = uses.SelectMany(u => u.Library.LackedSymbols).ToHashSet(StringComparer.Ordinal);
        var failing = AffectedModules.Of(context, uses.Where(u => u.Library.Fails).Select(u => u.Module));
        var fails = lacked.Count + symbols.Count > 0;
        var hidden = Of(context, library.Hidden.Path);
        var broken = BrokenWithout(context);
        var consequence =
            lacked.Count > 0 ? $"It does not define {Prose.List(lacked)}: {failing.CannotBeImported(context)}."
            : fails
                ? $"It does not define {Prose.Count(symbols.Count, "symbol")} that the packaged one defines: {failing.CannotBeImported(context)}."
            : IsOfCuda(library)
                ? $"{Users(context, affected)} was built and tested with the packaged one. It may fail once a GPU is used."
            : $"{Users(context, affected)} runs with it in the place of the one that it was tested with.";
        var finding = new Finding
        {
            Rule = NativeRules.ShadowedLibrary,
            Severity = fails
                ? failing.AnyNeeded(context)
                    ? Severity.Error
                    : Severity.Warning
                : IsOfCuda(library)
                    ? Severity.Warning
                    : Severity.Info,
            Title = $"{Variable} puts {library.Taken.Path} in the place of {library.Name} of {hidden}.",
            Message =
                $"{Versions(context, library)}{consequence}{(broken is null ? "" : $" Without {Variable} {broken.CannotBeImported(context)}.")}",
            Subject = new Subject(SubjectKind.File, library.Name),
            Location = new Location(library.Taken.Path),
            Evidence =
            [
                new Evidence($"{Variable}={context.Snapshot.Variables.Get(Variable)}"),
                new Evidence("without it the loader takes this file", library.Hidden.Path),
                .. symbols
                    .Order(StringComparer.Ordinal)
                    .Take(MostSymbols)
                    .Select(s => new Evidence("defined only there: " + s, library.Hidden.Path)),
            ],
            Cause = fails ? "library-version:" + library.Taken.Path : null,
        };
        return new Judgement(finding, broken is null ? [Without(context)] : []);
    }

    // What is loaded under the variable, and is not without it; null when nothing is.
    private static AffectedModules? BrokenWithout(CheckContext context)
    {
        var broken = context
            .Snapshot.Native.Modules.Where(m =>
                m.WithoutVariable is { } without
                && m.Undefined.IsEmpty
                && m.Closure is { Missing.IsEmpty: true, MissingVersions.IsEmpty: true }
                && !(
                    without is { Missing.IsEmpty: true, MissingVersions.IsEmpty: true }
                    && m.UndefinedWithoutVariable.IsEmpty
                )
            )
            .ToList();
        return broken.Count == 0 ? null : AffectedModules.Of(context, broken);
    }

    private static bool IsOfCuda(ShadowedLibrary library) =>
        CudaLibraryName.TryParse(library.Name, out var name) && name.Component != CudaComponent.Driver;

    private static string Users(CheckContext context, AffectedModules affected) =>
        affected.Owners.IsEmpty
            ? NativeModuleNames.Dotted(context.Snapshot, affected.Modules[0])
            : Prose.List(affected.Owners.Select(o => o.Label));

    private static string Of(CheckContext context, string path) =>
        context.Ownership.OwnerOf(path) is { } owner ? owner.Label : "the environment";

    // What tells the versions apart: the package, and the number that the file's real name ends with.
    private static string Versions(CheckContext context, ShadowedLibrary library)
    {
        var taken = Number(context, library.Taken);
        var hidden = Number(context, library.Hidden);
        return taken is null || hidden is null || taken == hidden ? "" : $"It is {taken} instead of {hidden}. ";
    }

    private static string? Number(CheckContext context, LoadableLibrary library)
    {
        if (context.Ownership.OwnerOf(library.Path) is { Version: not null } owner)
        {
            return owner.VersionText;
        }

        var name = WorldPath.Name(library.Path);
        return name.IndexOf(".so.", StringComparison.Ordinal) is > 0 and var at ? name[(at + 4)..] : null;
    }

    private static ProposedFix Without(CheckContext context) =>
        new(
            $"start without {Variable}",
            [context.Commands.Unset(Variable)],
            1,
            s =>
                s with
                {
                    Variables = new WorldVariables(s.Variables.Values.Remove(Variable)),
                    Native = s.Native.WithModules(m =>
                        m.WithoutVariable is { } closure
                            ? m with
                            {
                                Closure = closure,
                                Undefined = m.UndefinedWithoutVariable,
                                UndefinedWithoutVariable = [],
                                WithoutVariable = null,
                                Shadowed = [],
                                Exposed = [],
                            }
                            : m
                    ),
                }
        );

    private sealed record Use(NativeModule Module, ShadowedLibrary Library);
}
