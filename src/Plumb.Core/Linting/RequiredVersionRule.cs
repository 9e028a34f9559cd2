using Plumb.Python;

namespace Plumb.Linting;

/// <summary>"Required version: numpy==1.24.3": a package of the document asks for just that version.</summary>
internal sealed class RequiredVersionRule : IClaimRule
{
    private const int MostLines = 200;

    private static readonly string[] _required =
    [
        "required version",
        "is mandatory",
        "is required",
        "exact version",
        "must be exactly",
        "only works with exactly",
    ];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var line in document.Lines.Where(l => TextSearch.HasAny(l.Statement, _required)).Take(MostLines))
        {
            if (
                line.Kind == LineKind.TableRow
                || TextSearch.HasAny(line.Statement, [" not ", "n't ", " or ", ">", "<"])
                || line.Mentions is not [{ Exact: { } exact, Versions: { } versions } mention]
                || versions.Items is not [{ Operator: VersionOperator.Equal, IsPrefix: false }]
            )
            {
                continue;
            }

            if (
                ReleasedVersionRule.Judge(line.Number, line.Statement.Trim(), mention.Name, versions) is
                { Correct.Length: > 0 } unreleased
            )
            {
                yield return unreleased;
                continue;
            }

            var users = Users(document, mention.Name);
            if (users.Count == 0)
            {
                continue;
            }

            var forced = users.Exists(u => u.Range.IsSubsetOf(versions.ToRange()));
            var refused = users.Find(u => !u.Range.Contains(exact));
            var verdict =
                refused.Sentence is not null ? ClaimVerdict.False
                : forced ? ClaimVerdict.True
                : ClaimVerdict.Imprecise;
            yield return Declared.Claim(
                line.Number,
                line.Statement.Trim(),
                verdict,
                verdict == ClaimVerdict.False
                    ? refused.Sentence + "."
                    : $"No package of this document asks for {mention.Name} {exact} alone: {string.Join("; ", users.Take(4).Select(u => u.Sentence))}.",
                "requires"
            );
        }
    }

    // What the packages that the document installs declare of a distribution.
    private static List<(VersionRange Range, string Sentence)> Users(LintDocument document, PackageName other)
    {
        var users = new List<(VersionRange, string)>();
        foreach (var (name, release) in document.Releases)
        {
            if (name != other && Declared.Range(release, other) is { } range)
            {
                users.Add((range, Declared.Sentence(name, release, other)));
            }
        }

        return users;
    }
}
