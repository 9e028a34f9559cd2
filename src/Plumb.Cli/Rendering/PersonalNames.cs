using System.Text;
using Plumb.Text;

namespace Plumb.Cli.Rendering;

/// <summary>Takes out of a text what a person would not want to post: home folders, user names in paths, and secrets.</summary>
/// <param name="Homes">Home folders that become <c>~</c>, the longest first.</param>
/// <param name="Users">Names that become <c>user</c> where they are a whole segment of a path.</param>
internal sealed record PersonalNames(IReadOnlyList<string> Homes, IReadOnlyList<string> Users)
{
    /// <summary>What this process's variables tell of its user.</summary>
    public static PersonalNames Of(World world)
    {
        string? Get(string name) => world.Variables.GetNonEmpty(name);
        var homes = new[] { Get("HOME"), Get("USERPROFILE") }
            .Select(h => h?.TrimEnd('/', '\\'))
            .Where(h => h is { Length: > 1 })
            .Select(h => h!)
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(h => h.Length)
            .ToList();
        var users = new[] { Get("USER"), Get("LOGNAME"), Get("USERNAME"), Get("SUDO_USER") }
            .Where(u => u is not (null or "root"))
            .Select(u => u!)
            .Concat(homes.Select(h => h[(h.LastIndexOfAny(['/', '\\']) + 1)..]).Where(u => u is not ("" or "root")))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return new PersonalNames(homes, users);
    }

    /// <summary>The text without them.</summary>
    public string Clean(string text)
    {
        foreach (var home in Homes)
        {
            text = ReplacePath(text, home, "~");
            text = ReplacePath(text, home.Replace('\\', '/'), "~");
        }

        foreach (var user in Users)
        {
            text = ReplaceSegment(text, user);
        }

        return Redaction.Redact(text);
    }

    private static string ReplacePath(string text, string path, string with)
    {
        var at = text.IndexOf(path, StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var done = 0;
        for (; at >= 0; at = text.IndexOf(path, at + path.Length, StringComparison.Ordinal))
        {
            var end = at + path.Length;
            var whole = EndsName(text, end) && (at == 0 || !(IsNamePart(text[at - 1]) || text[at - 1] is '/'));
            if (whole)
            {
                result.Append(text, done, at - done).Append(with);
                done = end;
            }
        }

        return result.Append(text, done, text.Length - done).ToString();
    }

    private static string ReplaceSegment(string text, string user)
    {
        foreach (var separator in new[] { '/', '\\' })
        {
            var segment = separator + user;
            for (
                var at = text.IndexOf(segment, StringComparison.Ordinal);
                at >= 0;
                at = text.IndexOf(segment, at + 1, StringComparison.Ordinal)
            )
            {
                var end = at + segment.Length;
                if (EndsName(text, end))
                {
                    text = string.Concat(text.AsSpan(0, at + 1), "user", text.AsSpan(end));
                }
            }
        }

        return text;
    }

    // A dot ends a name where it ends a sentence.
    private static bool EndsName(string text, int end) =>
        end == text.Length
        || !IsNamePart(text[end])
        || (text[end] == '.' && (end + 1 == text.Length || !IsNamePart(text[end + 1])));

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.';
}
