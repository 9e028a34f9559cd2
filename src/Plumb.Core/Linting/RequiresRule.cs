using System.Collections.Immutable;

namespace Plumb.Linting;

/// <summary>"X requires Y &gt;= 1", "Y: used by X and Z", "X is compatible with Y", "X has issues with Y".</summary>
internal sealed class RequiresRule : IClaimRule
{
    private const string Name = "requires";
    private const int MostUsers = 4;

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        Mention? item = null;
        var itemSection = -2;
        var itemLine = 0;
        foreach (var line in document.Lines)
        {
            if (line.Kind == LineKind.TableRow || line.Statement.AsSpan().Trim().IsEmpty)
            {
                continue;
            }

            var mentions = line.Mentions;
            foreach (var claim in Pairs(document, line, mentions))
            {
                yield return claim;
            }

            if (line.Section == itemSection && line.Number - itemLine <= 4 && item is not null)
            {
                foreach (var claim in OfItem(line, item, mentions))
                {
                    yield return claim;
                }

                if (mentions.IsEmpty && OfTools(document, line, item) is { } tools)
                {
                    yield return tools;
                }
            }

            var start = line.Text.AsSpan().TrimStart();
            if (
                line.Kind == LineKind.Prose
                && line.Block == 0
                && start.StartsWith("**")
                && mentions is [var first, ..]
                && line.Text.AsSpan(0, first.Start).Trim(" *`").IsEmpty
            )
            {
                (item, itemSection, itemLine) = (first, line.Section, line.Number);
            }
        }
    }

    private static IEnumerable<Claim> Pairs(LintDocument document, DocumentLine line, ImmutableArray<Mention> mentions)
    {
        for (var i = 0; i + 1 < mentions.Length; i++)
        {
            var subject = mentions[i];
            var words = line.Statement[subject.End..mentions[i + 1].Start];
            if (
                (Sentences.Between(words) ?? Sentences.Versus(words, line.Statement[mentions[i + 1].End..]))
                is not { } tie
            )
            {
                // "NumPy < 1.24: compatibility issues with PyTorch" has its verb there too; what has none makes no claim.
                continue;
            }

            for (var k = i + 1; k < mentions.Length; k++)
            {
                if (k > i + 1 && !Sentences.Join(line.Statement[mentions[k - 1].End..mentions[k].Start]))
                {
                    break;
                }

                var text = line.Statement[subject.Start..mentions[k].End].Trim();
                var (one, other) = tie is Tie.Fails or Tie.Conflicts
                    ? (document.WithPin(subject), document.WithPin(mentions[k]))
                    : (subject, mentions[k]);
                if (subject.Name != other.Name && Judge(line.Number, text, one, other, tie) is { } claim)
                {
                    yield return claim;
                }
            }
        }
    }

    // "**lmdb** (>=1.4.0)" and below it "Required by BasicSR and GFPGAN".
    private static IEnumerable<Claim> OfItem(DocumentLine line, Mention item, ImmutableArray<Mention> mentions)
    {
        if (mentions.IsEmpty || Sentences.Between(line.Statement[..mentions[0].Start].Trim(' ', '-')) != Tie.UsedBy)
        {
            yield break;
        }

        var users = mentions
            .TakeWhile((m, i) => i == 0 || Sentences.Join(line.Statement[mentions[i - 1].End..m.Start]))
            .ToList();
        var judged = users
            .Select(u => (User: u, Answer: RequirementVerdict.Requires(u, item with { Versions = null, Exact = null })))
            .Where(j => j.Answer.Verdict != ClaimVerdict.Unknown)
            .ToList();
        var text = line.Statement[..users[^1].End].Trim(' ', '-');
        if (judged.Count == 0)
        {
            yield return Of(line.Number, text, ClaimVerdict.Unknown, "");
            yield break;
        }

        var wrong = judged.FindAll(j => j.Answer.Verdict != ClaimVerdict.True);
        var verdict =
            wrong.Count == 0 ? ClaimVerdict.True
            : wrong.Count == judged.Count && wrong.TrueForAll(w => w.Answer.Verdict == ClaimVerdict.False)
                ? ClaimVerdict.False
            : ClaimVerdict.Imprecise;
        yield return Of(line.Number, text, verdict, string.Join(' ', wrong.Select(w => w.Answer.Correct)));
    }

    // "Required by some development tools", of what a package of the document needs to run.
    private static Claim? OfTools(LintDocument document, DocumentLine line, Mention item)
    {
        var text = line.Statement.Trim(' ', '-', '*');
        if (
            !Sentences.TellsUser(text)
            || !TextSearch.HasAny(text, ["development tool", "dev tool", "developer tool", "test tool", "testing tool"])
        )
        {
            return null;
        }

        var users = document
            .Releases.Where(u => u.Release.On(item.Name).Any(r => r.Marker is null))
            .Select(u => $"{u.Name} {u.Release.Version}")
            .Take(MostUsers)
            .ToList();
        return users.Count == 0
            ? null
            : Of(
                line.Number,
                text,
                ClaimVerdict.Imprecise,
                $"{string.Join(" and ", users)} {(users.Count == 1 ? "asks" : "ask")} for {item.Name} to run, not for development alone."
            );
    }

    private static Claim? Judge(int line, string text, Mention subject, Mention other, Tie tie)
    {
        var (verdict, correct) = tie switch
        {
            Tie.Requires => RequirementVerdict.Requires(subject, other),
            Tie.UsedBy => RequirementVerdict.Requires(other, subject),
            Tie.Fits => RequirementVerdict.Fits(subject, other),
            _ => RequirementVerdict.Fails(subject, other, tie == Tie.Conflicts),
        };
        return Of(line, text, verdict, correct);
    }

    private static Claim Of(int line, string text, ClaimVerdict verdict, string correct) =>
        Declared.Claim(line, text, verdict, correct, Name);
}
