namespace Plumb.Linting;

/// <summary>
/// What a document says of its packages as a whole: "all versions are compatible", "the warnings can be ignored", "cannot be solved".
/// Judged by what the other rules found, and by what the packages declare.
/// </summary>
internal static class WholeSetRule
{
    private const string Name = "pins-together";
    private const int MostClashes = 100;
    private static readonly string[] _fits =
    [
        "versions are compatible",
        "packages are compatible",
        "dependencies are compatible",
        "all compatible with",
    ];
    private static readonly string[] _ignored =
    [
        "can be ignored",
        "safely ignore",
        "can ignore",
        "ignore these warnings",
        "ignore the warnings",
        "ignore this warning",
    ];
    private static readonly string[] _unsolvable =
    [
        "unsolvable",
        "unresolvable",
        "irreconcilable",
        "cannot be resolved",
        "can't be resolved",
        "cannot be installed together",
        "impossible to satisfy",
    ];

    /// <summary>Judges the lines that speak of all packages.</summary>
    public static IEnumerable<Claim> Judge(LintDocument document, IReadOnlyList<Claim> found)
    {
        var clashes = found
            .Where(c => c.Rule is Name or "install-order" && c.Verdict is ClaimVerdict.False or ClaimVerdict.Imprecise)
            .Take(MostClashes)
            .ToList();
        var wrong = clashes.Select(c => c.Line).ToHashSet();
        var sections = document
            .Lines.Where(l => wrong.Contains(l.Number))
            .DistinctBy(l => l.Number)
            .ToDictionary(l => l.Number, l => l.Section);
        foreach (var line in document.Lines)
        {
            var text = line.Statement;
            if (text.Length == 0 || TextSearch.HasAny(text, [" not ", "n't "]))
            {
                continue;
            }

            if (clashes.Count > 0 && TextSearch.HasAny(text, _fits))
            {
                yield return Of(line, ClaimVerdict.Imprecise, "Not all are", clashes[0]);
            }
            else if (
                TextSearch.HasWord(text, "conflict") | TextSearch.HasWord(text, "conflicts")
                && TextSearch.HasAny(text, _ignored)
                && clashes.Find(c =>
                    c.Verdict == ClaimVerdict.False && sections.GetValueOrDefault(c.Line, -2) == line.Section
                )
                    is { } clash
            )
            {
                yield return Of(line, ClaimVerdict.False, "The conflict is real", clash);
            }
            else if (TextSearch.HasAny(text, _unsolvable) && Solution(line) is { } solution)
            {
                yield return Declared.Claim(line.Number, Sentence(text), ClaimVerdict.False, solution, Name);
            }
        }
    }

    private static Claim Of(DocumentLine line, ClaimVerdict verdict, string words, Claim clash) =>
        new(
            line.Number,
            line.Statement.Trim(' ', '-'),
            verdict,
            $"{words}: {clash.Correct} (line {clash.Line})",
            clash.Source,
            Name
        );

    // The sentence alone that speaks of the conflict.
    private static string Sentence(string text) =>
        text.Split(". ").FirstOrDefault(s => TextSearch.HasAny(s, _unsolvable))?.Trim() ?? text.Trim();

    // "X 5 requires T>=2, Y 3 requires T<1": two releases of X and Y that meet on T.
    private static string? Solution(DocumentLine line)
    {
        foreach (var shared in line.Mentions.GroupBy(m => m.Name).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            var users = line
                .Mentions.Where(m => m.Name != shared && m.Versions is not null)
                .DistinctBy(m => m.Name)
                .ToList();
            if (users is not [var a, var b])
            {
                continue;
            }

            foreach (var one in Declared.Releases(a).Reverse().Where(r => r.On(shared).Any()))
            {
                foreach (var two in Declared.Releases(b).Reverse().Where(r => r.On(shared).Any()))
                {
                    var both = Declared.Range(one, shared)!.Intersect(Declared.Range(two, shared)!);
                    if (both.HasFinalRelease())
                    {
                        return $"{Declared.Sentence(a.Name, one, shared)} and {Declared.Sentence(b.Name, two, shared)}: both take {shared}{both}.";
                    }
                }
            }
        }

        return null;
    }
}
