using System.Collections.Immutable;
using System.Globalization;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Knowledge;
using Plumb.Text;

namespace Plumb.Checks.Sources;

/// <summary>
/// Functions of installed packages that use what another one, or Python, no longer has: they can be imported and fail when they are called.
/// One finding for each package that uses and each that removed.
/// </summary>
public sealed class RemovedApiCheck : ICheck
{
    private const int MostPlaces = 5;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [SourceRules.RemovedOnCall];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Sources;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) =>
        context
            .Snapshot.Imports.Removed.GroupBy(u => (Owner: context.Ownership.OwnerOf(u.File), u.Api.Package))
            .OrderBy(g => g.Key.Owner?.Key.Normalized, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Package.Normalized, StringComparer.Ordinal)
            .Where(g => g.Key.Owner is null || g.Key.Owner.Key != g.Key.Package)
            .Select(g => Judge(context, g.Key.Owner, [.. g.OrderBy(u => u.Kind)]));

    private static Judgement Judge(CheckContext context, InstalledDistribution? owner, ImmutableArray<RemovedUse> uses)
    {
        var severe = uses.Where(u => u.Kind == RemovedUseKind.OnCall && !IsBeside(u.File)).ToImmutableArray();
        var told = severe.IsEmpty ? uses : severe;
        var apis = told.Select(u => u.Api).Distinct().ToList();
        var by = owner?.Label ?? WorldPath.Name(told[0].File);
        var names = Prose.List(apis.Select(a => a.FullName));
        var finding = new Finding
        {
            Rule = SourceRules.RemovedOnCall,
            Severity = severe.IsEmpty ? Severity.Info : Severity.Warning,
            Title = $"{by} uses {names}, which {Installed(context, apis[0])} no longer has.",
            Message = Message(apis, severe.IsEmpty),
            Subject = owner is null
                ? new Subject(SubjectKind.File, told[0].File)
                : new Subject(SubjectKind.Distribution, owner.Name, owner.VersionText),
            About = apis[0].Package.Normalized,
            Location = new Location(told[0].File, told[0].Line),
            Evidence = [.. told.Take(MostPlaces).Select(Proof)],
            Cause = "removed:" + apis[0].Package.Normalized + ":" + owner?.Key.Normalized,
        };
        return new Judgement(finding, severe.IsEmpty ? [] : RemovalFixes.Of(context, apis.MinBy(a => a.RemovedIn)!));
    }

    private static string Installed(CheckContext context, RemovedApi api)
    {
        var installation = context.Snapshot.Installation;
        return api.Package == RemovedApi.Python
            ? string.Create(CultureInfo.InvariantCulture, $"Python {installation.Major}.{installation.Minor}")
            : context.Requirements.Find(api.Package)?.Label ?? api.Package.Normalized;
    }

    private static string Message(List<RemovedApi> apis, bool isDoubtful)
    {
        var fails = isDoubtful
            ? "Importing it works; whether these lines run, its sources do not tell."
            : "Importing it works; the functions that use it fail with AttributeError or ImportError when they are called.";
        var first = apis[0];
        return $"{fails} {RemovalWords.Package(first)} {first.RemovedIn} took {first.FullName} out.{RemovalWords.Instead(first)}";
    }

    private static Evidence Proof(RemovedUse use) =>
        new(string.Create(CultureInfo.InvariantCulture, $"line {use.Line}: {use.Api.FullName}"), use.File);

    private static bool IsBeside(string file) =>
        file.Contains("/tests/", StringComparison.Ordinal)
        || file.Contains("/test/", StringComparison.Ordinal)
        || file.Contains("/testing/", StringComparison.Ordinal)
        || file.EndsWith("/conftest.py", StringComparison.Ordinal);
}
