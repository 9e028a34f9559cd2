using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Files;

/// <summary>Files that belong to nobody, one finding a top-level entry.</summary>
public sealed class UnownedFilesCheck : ICheck
{
    private const int MostShown = 3;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [FileRules.Unowned];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var renamed = RenamedFolder.Of(context).ToLookup(r => r.Found, StringComparer.Ordinal);
        foreach (
            var site in UnownedFiles
                .Of(context.Snapshot, context.Ownership)
                .GroupBy(e => e.Site.Path, StringComparer.Ordinal)
        )
        {
            var isHead = true;
            var others = site.Where(e => !IsGhost(e) && !renamed.Contains(WorldPath.Join(e.Site.Path, e.Entry)))
                .ToList();
            foreach (var entry in others)
            {
                yield return Judge(others, entry, isHead);
                isHead = false;
            }
        }
    }

    /// <summary>Native files without any Python source: what a removal left. PLB1503 says so.</summary>
    private static bool IsGhost(UnownedEntry entry) =>
        entry.IsWhole
        && ModuleNames.IsIdentifier(entry.Entry)
        && entry.Paths[0] != WorldPath.Join(entry.Site.Path, entry.Entry)
        && entry.Paths.Any(p => NativeFileName.IsLibrary(WorldPath.Name(p)))
        && !entry.Paths.Any(p => p.EndsWith(".py", StringComparison.Ordinal));

    private static Finding Judge(List<UnownedEntry> all, UnownedEntry entry, bool isHead)
    {
        var path = WorldPath.Join(entry.Site.Path, entry.Entry);
        var own = $"{Prose.Count(entry.Paths.Length, "file")} in {entry.Entry}";
        var belong = entry.Paths.Length == 1 ? "belongs" : "belong";
        var isOne = all.Count == 1 && entry.Paths.Length == 1;
        var isFile = entry.Paths[0] == path;
        return new Finding
        {
            Rule = FileRules.Unowned,
            Severity = Severity.Info,
            Title =
                !isHead
                    ? (isFile ? $"{entry.Entry} belongs to no distribution." : $"{own} {belong} to no distribution.")
                : all.Count > 1
                    ? $"{Prose.Count(all.Sum(e => e.Paths.Length), "file")} in {WorldPath.Name(entry.Site.Path)} belong to no distribution: {Prose.List(all.Select(e => e.Entry), 4)}."
                : isFile ? $"{entry.Entry} belongs to no distribution."
                : entry.IsWhole
                    ? $"{entry.Entry} belongs to no distribution ({Prose.Count(entry.Paths.Length, "file")})."
                : $"{own} {belong} to no distribution.",
            Message = isHead
                ? $"{(isOne ? "It was" : "They were")} put there by hand, written while programs ran, or left by an installer. No installer will remove {(isOne ? "it" : "them")}."
                : "",
            Subject = new Subject(SubjectKind.File, path),
            Location = new Location(path),
            Evidence = Proof(entry),
            Cause = "unowned:" + entry.Site.Path,
            IsConsequence = !isHead,
        };
    }

    private static ImmutableArray<Evidence> Proof(UnownedEntry entry) =>
        [.. entry.Paths.Take(MostShown).Select(p => new Evidence("no RECORD names it", p))];
}
