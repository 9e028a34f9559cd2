using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Native.Loading;
using Plumb.Text;

namespace Plumb.Checks.Native;

/// <summary>Symbol versions that a library does not define, one finding for each too old library.</summary>
public sealed class MissingVersionCheck : ICheck
{
    private const int MostShown = 4;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [NativeRules.MissingVersion];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Native;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) =>
        context
            .Snapshot.Native.Modules.SelectMany(m =>
                m.Closure.MissingVersions.Select(v => new Use(m, v, m.Closure.Members[v.Provider].Library.Path))
            )
            .GroupBy(u => u.Provider, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Judge(context, g.Key, [.. g]));

    private static Judgement Judge(CheckContext context, string provider, ImmutableArray<Use> uses)
    {
        var affected = AffectedModules.Of(context, uses.Select(u => u.Module));
        var asked = uses.Select(u => u.Version.Version)
            .Distinct(StringComparer.Ordinal)
            .Order(VersionNames.Comparer)
            .ToList();
        var newest = Newest(uses[0], asked[^1]);
        var here = newest is null ? "" : $"; it goes up to {newest}";
        var isOwn = context.Snapshot.Sites.Any(s => WorldPath.IsWithin(provider, s.Path));
        return new Finding
        {
            Rule = NativeRules.MissingVersion,
            Severity = affected.AnyNeeded(context) ? Severity.Error : Severity.Warning,
            Title = $"{WorldPath.Name(provider)} is too old for {asked[^1]}: {affected.CannotBeImported(context)}.",
            Message =
                $"{provider} does not define {Prose.List(asked)}{here}. "
                + (
                    isOwn ? "A package of the environment brings this copy."
                    : VersionNames.IsOfCLibrary(asked[^1])
                        ? "The module was built for a newer system: take a build for an older one (a manylinux wheel with a lower number), or run it on a newer system."
                    : "A newer one has to be found first."
                ),
            Subject = new Subject(SubjectKind.File, WorldPath.Name(provider)),
            Location = new Location(uses[0].Module.Path),
            Evidence =
            [
                .. uses.Take(MostShown)
                    .Select(u => new Evidence(
                        $"{WorldPath.Name(u.Module.Closure.Members[u.Version.Requester].Library.Path)} asks for {u.Version.Version}",
                        u.Module.Closure.Members[u.Version.Requester].Library.Path
                    )),
            ],
            Cause = "library-version:" + provider,
            IsConsequence = uses.All(u => ShadowedLibraryCheck.IsTakenBy(u.Module, provider)),
        };
    }

    private static string? Newest(Use use, string asked)
    {
        var family = VersionNames.Family(asked);
        return use
            .Module.Closure.Members[use.Version.Provider]
            .Library.DefinedVersions.Where(v => VersionNames.Family(v) == family && VersionNames.HasNumber(v))
            .Order(VersionNames.Comparer)
            .LastOrDefault();
    }

    private sealed record Use(NativeModule Module, MissingVersion Version, string Provider);
}
