using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>A shipped knowledge file with the rows of one's own in it.</summary>
/// <param name="Toml">Its text, as the typed facts are read from it.</param>
/// <param name="Facts">Its facts: each with the place where it really stands.</param>
internal sealed record MergedFacts(string Toml, ImmutableArray<KnowledgeFact> Facts)
{
    /// <summary>
    /// Puts files of one name into the shipped one. A row takes the place of the one of the same identity; others stand before all that are
    /// there, so that they are found first. The first file counts most.
    /// </summary>
    /// <param name="name">The name of the shipped file.</param>
    /// <param name="shipped">Its text.</param>
    /// <param name="files">Files of one's own with that name.</param>
    /// <param name="refuse">What is wrong with a text, by those who read facts from it; null when nothing is.</param>
    /// <param name="merged">The file.</param>
    /// <param name="error">What is wrong, with file, line and column.</param>
    public static bool TryMerge(
        string name,
        string shipped,
        IEnumerable<OwnFactFile> files,
        Func<string, FormatError?> refuse,
        [NotNullWhen(true)] out MergedFacts? merged,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        merged = null;
        error = null;
        var target = ShippedFactFile.Read(name, shipped);
        var own = new List<ImmutableArray<FactRow>>();
        foreach (var file in files.Reverse())
        {
            if (!OwnFactRows.TryRead(file, target, out var rows, out error))
            {
                return false;
            }

            own.Add(rows);
        }

        var all = own.SelectMany(rows => rows).ToList();
        var put = Put(target, own, all.Count);
        merged = new MergedFacts(target.With(put), [.. put.Select(r => r.Fact)]);
        if (refuse(merged.Toml) is not { } refusal)
        {
            return true;
        }

        merged = null;
        error = Placed(target, own, all, refuse) ?? refusal;
        return false;
    }

    // Which row it is: the first ones are taken until they are refused.
    private static FormatError? Placed(
        ShippedFactFile target,
        List<ImmutableArray<FactRow>> own,
        List<FactRow> all,
        Func<string, FormatError?> refuse
    )
    {
        var (good, bad) = (0, all.Count);
        while (bad - good > 1)
        {
            var middle = (good + bad) / 2;
            (good, bad) = refuse(target.With(Put(target, own, middle))) is null ? (middle, bad) : (good, middle);
        }

        return bad > 0 && refuse(target.With(Put(target, own, bad))) is { } refusal
            ? new FormatError($"{all[bad - 1].Fact.Place}: {refusal.Message.TrimEnd('.')}.")
            : null;
    }

    private static List<FactRow> Put(ShippedFactFile target, List<ImmutableArray<FactRow>> own, int count)
    {
        var layers = new List<List<FactRow>> { target.Rows.ToList() };
        var places = target
            .Rows.Select((r, i) => (r, i))
            .ToDictionary(r => target.IdentityOf(r.r), r => (layers[0], r.i));
        foreach (var file in own)
        {
            var layer = new List<FactRow>();
            layers.Insert(0, layer);
            foreach (var row in file.Take(count))
            {
                if (!places.TryAdd(target.IdentityOf(row), (layer, layer.Count)))
                {
                    var (taken, at) = places[target.IdentityOf(row)];
                    taken[at] = row;
                    continue;
                }

                layer.Add(row);
            }

            count -= Math.Min(count, file.Length);
        }

        return [.. layers.SelectMany(l => l).OrderBy(r => target.Kinds.IndexOf(r.Fact.Kind))];
    }
}
