using System.Text;

namespace Plumb.Cli.Rendering;

/// <summary>
/// Takes out of a text what a person would not want to post: the home folder, the user's name as a part of paths,
/// passwords in addresses, and what looks like a token.
/// </summary>
/// <param name="Homes">Home folders that become <c>~</c>, the longest first.</param>
/// <param name="Users">Names that become <c>user</c> where they are a whole segment of a path.</param>
internal sealed record Redaction(IReadOnlyList<string> Homes, IReadOnlyList<string> Users)
{
    private const string Mark = "***";

    private static readonly string[] _tokenStarts =
    [
        "ghp_",
        "gho_",
        "ghs_",
        "ghu_",
        "github_pat_",
        "glpat-",
        "hf_",
        "sk-",
        "pypi-",
        "AKIA",
        "xoxb-",
        "xoxp-",
        "npm_",
    ];

    private static readonly string[] _secretNames =
    [
        "token=",
        "password=",
        "passwd=",
        "secret=",
        "key=",
        "signature=",
        "sig=",
        "auth=",
    ];

    /// <summary>What this process's variables tell of its user.</summary>
    public static Redaction Of(World world)
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
        return new Redaction(homes, users);
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

        return WithoutTokens(WithoutPasswords(text));
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

    // scheme://user:password@host (RFC 3986, section 3.2.1)
    private static string WithoutPasswords(string text)
    {
        for (
            var at = text.IndexOf("://", StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf("://", at + 3, StringComparison.Ordinal)
        )
        {
            var start = at + 3;
            var end = start;
            while (end < text.Length && text[end] is not ('/' or '?' or '#' or ' ' or '"' or '\'' or '\n'))
            {
                end++;
            }

            var sign = text.LastIndexOf('@', end - 1, end - start);
            if (sign >= start)
            {
                text = string.Concat(text.AsSpan(0, start), Mark, text.AsSpan(sign));
            }
        }

        return text;
    }

    private static string WithoutTokens(string text)
    {
        foreach (var start in _tokenStarts)
        {
            text = HideAfter(text, start, StringComparison.Ordinal, least: 16, wordStart: true);
        }

        foreach (var scheme in new[] { "Bearer ", "Basic " })
        {
            text = HideAfter(text, scheme, StringComparison.OrdinalIgnoreCase, least: 16, wordStart: true);
        }

        foreach (var name in _secretNames)
        {
            text = HideAfter(text, name, StringComparison.OrdinalIgnoreCase, least: 1, wordStart: false);
        }

        return text;
    }

    private static string HideAfter(string text, string start, StringComparison comparison, int least, bool wordStart)
    {
        for (var at = text.IndexOf(start, comparison); at >= 0; at = text.IndexOf(start, at + start.Length, comparison))
        {
            var from = at + start.Length;
            var end = from;
            while (
                end < text.Length
                && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.' or '+' or '/' or '=' or '%')
            )
            {
                end++;
            }

            if (end - from >= least && (!wordStart || at == 0 || !IsNamePart(text[at - 1])))
            {
                text = string.Concat(text.AsSpan(0, from), Mark, text.AsSpan(end));
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
