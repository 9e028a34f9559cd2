using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>Finds the command in a plain sentence: "Run pip install torch==2.1.2 numpy&lt;2 first."</summary>
internal static class PlainCommand
{
    private static readonly string[] _starts =
    [
        "python3 -m pip install ",
        "python -m pip install ",
        "uv pip install ",
        "pip3 install ",
        "pip install ",
        "uv add ",
        "poetry add ",
    ];

    /// <summary>The command, up to the first word that is no option and no package; null when none stands there.</summary>
    /// <param name="text">A line without marks of code.</param>
    public static string? Read(string text)
    {
        foreach (var start in _starts)
        {
            var at = TextSearch.IndexOfWord(text, start.TrimEnd(), 0);
            if (at >= 0 && at + start.Length <= text.Length && text[at + start.Length - 1] == ' ')
            {
                return Words(text, at, at + start.Length);
            }
        }

        return null;
    }

    private static string? Words(string text, int from, int at)
    {
        var end = at;
        var isValue = false;
        while (at < text.Length)
        {
            var stop = text.IndexOf(' ', at);
            stop = stop < 0 ? text.Length : stop;
            var word = text[at..stop].Trim('"', '\'');
            var bare = word.TrimEnd('.', ',', ';', ':', ')', '"', '\'');
            if (word.Length > 0)
            {
                if (!isValue && !word.StartsWith('-') && !IsPackage(bare))
                {
                    break;
                }

                end = bare.Length < word.Length ? stop - (word.Length - bare.Length) : stop;
                if (bare.Length < word.Length)
                {
                    break;
                }

                isValue = !isValue && word.StartsWith('-') && InstallReader.TakesValue(word);
            }

            at = stop + 1;
        }

        return Whole(text, from, end);
    }

    // Without a version it is a mention of the command as often as an order.
    private static string? Whole(string text, int from, int end) =>
        text.AsSpan(from, end - from).IndexOfAny("=<>~") >= 0 ? text[from..end] : null;

    private static bool IsPackage(string word) =>
        word.Length is > 0 and < 300
        && Requirement.TryParse(word, out var requirement, out _)
        && (!requirement.Specifiers.Items.IsEmpty || PackageReleases.Embedded.Find(requirement.Name) is not null);
}
