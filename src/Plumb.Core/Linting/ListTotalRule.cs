using System.Collections.Immutable;

namespace Plumb.Linting;

/// <summary>Figures of a list fit together: its total, what unloading gives back, and products of figures told before.</summary>
internal sealed class ListTotalRule : IClaimRule
{
    private const string Name = "arithmetic";
    private const string Source = "arithmetic";
    private const int MostOfWord = 50;

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        var known = new Dictionary<string, List<LabelledValue>>(StringComparer.OrdinalIgnoreCase);
        foreach (var list in LabelledValue.Lists(document))
        {
            foreach (var claim in List(list, known))
            {
                yield return claim;
            }

            foreach (var value in list)
            {
                foreach (var word in Words(value.Label))
                {
                    var all = known.TryGetValue(word, out var found) ? found : known[word] = [];
                    if (all.Count < MostOfWord)
                    {
                        all.Add(value);
                    }
                }
            }
        }
    }

    private static IEnumerable<Claim> List(
        ImmutableArray<LabelledValue> list,
        Dictionary<string, List<LabelledValue>> known
    )
    {
        var changed = 0.0;
        foreach (var value in list)
        {
            if (Times(value, known) is { } real)
            {
                var fits = Expression.IsNear(real, value.Value, value.Places);
                changed += fits ? 0 : real - value.Value;
                yield return Claim.Judged(
                    value.Line.Number,
                    $"{value.Label}: {Expression.Words(value.Value)} {value.Unit}".Trim(),
                    fits,
                    $"By the figures of this document it is {Expression.Words(real)} {value.Unit}.",
                    Source,
                    Name
                );
            }
        }

        var total = list.FirstOrDefault(v => v.Label.Equals("total", StringComparison.OrdinalIgnoreCase));
        var index = total is null ? -1 : list.IndexOf(total);
        if (total is not null && index > 1)
        {
            var items = list[..index].Where(v => v.Unit == total.Unit).ToList();
            var sum = items.Sum(v => v.Value);
            var isNear = sum > 0 && total.Value / sum is > 0.5 and < 2;
            if (items.Count > 2 && items.Count == index && isNear)
            {
                var fits = Expression.IsNear(sum, total.Value, total.Places);
                if (!fits || changed == 0)
                {
                    yield return Claim.Judged(
                        total.Line.Number,
                        $"Total: {Expression.Words(total.Value)} {total.Unit}",
                        fits,
                        $"The items above are {Expression.Words(sum)} {total.Unit} together.",
                        Source,
                        Name
                    );
                }
                else
                {
                    yield return Imprecise(
                        total,
                        $"With what an item above comes to it is {Expression.Words(sum + changed)} {total.Unit}."
                    );
                    foreach (
                        var speedup in list[(index + 1)..]
                            .Where(v => v.Unit == "" && v.Rest.StartsWith('×') | v.Rest.StartsWith('x'))
                    )
                    {
                        yield return Imprecise(
                            speedup,
                            $"It is divided by a total that comes to {Expression.Words(sum + changed)} {total.Unit}: {Expression.Words(speedup.Value * total.Value / (sum + changed))}×."
                        );
                    }
                }
            }
        }

        foreach (var claim in Unloading(list))
        {
            yield return claim;
        }
    }

    // "Per item (×4): 28.0s (Blend + restore ×4)", with Blend and Restore told before.
    private static double? Times(LabelledValue value, Dictionary<string, List<LabelledValue>> known)
    {
        var factor = Factor(value.Label);
        var open = value.Rest.IndexOf('(', StringComparison.Ordinal);
        var close = value.Rest.IndexOf(')', StringComparison.Ordinal);
        if (factor < 2 || open < 0 || close < open)
        {
            return null;
        }

        var sum = 0.0;
        foreach (var term in value.Rest[(open + 1)..close].Split('+'))
        {
            var word = Words(term).FirstOrDefault();
            if (
                word is null
                || !known.TryGetValue(word, out var all)
                || all.Where(v => v.Unit == value.Unit).Select(v => v.Value).Distinct().ToList() is not [var one]
            )
            {
                return null;
            }

            sum += one;
        }

        return sum * factor;
    }

    private static int Factor(string label)
    {
        var at = label.IndexOf('×', StringComparison.Ordinal);
        at = at < 0 ? label.IndexOf("(x", StringComparison.Ordinal) + 1 : at;
        return at > 0 && at + 1 < label.Length && char.IsAsciiDigit(label[at + 1]) ? label[at + 1] - '0' : 0;
    }

    // What a part takes when it is loaded it gives back when it is unloaded.
    private static IEnumerable<Claim> Unloading(ImmutableArray<LabelledValue> list)
    {
        for (var i = 2; i < list.Length; i++)
        {
            if (Verb(list[i].Label, "unload") is not { } name)
            {
                continue;
            }

            var loaded = -1;
            for (var k = i - 1; k > 0 && loaded < 0; k--)
            {
                var other = Verb(list[k].Label, "load");
                loaded =
                    other is not null
                    && (
                        other.Equals(name, StringComparison.OrdinalIgnoreCase)
                        || other.EndsWith(" " + name, StringComparison.OrdinalIgnoreCase)
                    )
                        ? k
                        : -1;
            }

            if (loaded < 1 || list[i].Unit != list[loaded].Unit || list[loaded - 1].Unit != list[i].Unit)
            {
                continue;
            }

            var back = list[i - 1].Value - (list[loaded].Value - list[loaded - 1].Value);
            var fits = Expression.IsNear(back, list[i].Value, list[i].Places);
            yield return Claim.Judged(
                list[i].Line.Number,
                list[i].Line.Text.Trim(),
                fits,
                $"Loading {name} took {Expression.Words(list[loaded].Value - list[loaded - 1].Value)} {list[i].Unit}: without it {Expression.Words(back)} {list[i].Unit} are left.",
                Source,
                Name
            );
        }
    }

    private static string? Verb(string label, string verb) =>
        label.StartsWith(verb + " ", StringComparison.OrdinalIgnoreCase) ? label[(verb.Length + 1)..].Trim() : null;

    private static IEnumerable<string> Words(string label) =>
        label
            .Split([' ', '(', ')', '&', ',', '/', '-'], StringSplitOptions.RemoveEmptyEntries)
            .Where(w => w.Length > 3 && char.IsAsciiLetter(w[0]));

    private static Claim Imprecise(LabelledValue value, string correct) =>
        new(
            value.Line.Number,
            $"{value.Label}: {Expression.Words(value.Value)}",
            ClaimVerdict.Imprecise,
            correct,
            Source,
            Name
        );
}
