using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>Reads "a standard transformers dependency" and "a dependency of Flask 3.0".</summary>
internal static class DependencyPhrase
{
    private const string Word = "dependency";

    /// <summary>The distribution that is said to have the dependency; null when the words are none of that form.</summary>
    public static Mention? Read(string text)
    {
        var at = TextSearch.IndexOfWord(text, Word, 0);
        if (at < 0)
        {
            return null;
        }

        var after = text.AsSpan(at + Word.Length).TrimStart();
        if (after.StartsWith("of ", StringComparison.OrdinalIgnoreCase))
        {
            return
                MentionReader.Read(" " + after[3..].ToString(), "`" + after[3..].ToString()) is [{ Start: 1 } owner, ..]
                ? owner
                : null;
        }

        var words = text[..at].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
            words.Length > 0
            && PackageName.TryParse(words[^1], out var name)
            && PackageReleases.Embedded.Find(name) is not null
            ? new Mention(name, null, null, 0, 0)
            : null;
    }
}
