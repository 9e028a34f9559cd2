using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>How well wheels suit a Python. Tag sets recur over thousands of files and are judged once.</summary>
internal sealed class WheelFit(SupportedTags tags)
{
    private readonly Dictionary<string, int> _ranks = new(StringComparer.Ordinal);

    /// <summary>The rank of a wheel's best tag, 0 being the best; -1 when none fits; null when the name is no wheel's.</summary>
    public int? RankOf(string fileName)
    {
        var start = TagsOf(fileName);
        if (start < 0)
        {
            return null;
        }

        var text = fileName[start..^".whl".Length];
        if (!_ranks.TryGetValue(text, out var rank))
        {
            rank = WheelTagSet.TryParse(text, out var set, out _) ? tags.BestRank(set) : -1;
            _ranks[text] = rank;
        }

        return rank;
    }

    /// <summary>The tags of a wheel as its name writes them.</summary>
    public static string TagText(string fileName) =>
        TagsOf(fileName) is >= 0 and var start ? fileName[start..^".whl".Length] : "";

    private static int TagsOf(string fileName)
    {
        var end = fileName.Length - ".whl".Length;
        var hyphens = fileName.AsSpan().Count('-');
        if (hyphens is not (4 or 5))
        {
            return -1;
        }

        for (var i = 0; i < 3; i++)
        {
            end = fileName.LastIndexOf('-', end - 1);
        }

        return end + 1;
    }
}
