using System.Buffers;
using System.Text;

namespace Plumb.Text;

/// <summary>
/// Takes credentials out of text before anyone sees it: what stands before the <c>@</c> of a URL, values of query
/// parameters and assignments whose names speak of secrets, and tokens known by their prefix. Linear in the text.
/// </summary>
public static class Redaction
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mask = "****";

    private static readonly SearchValues<char> _endOfAuthority = SearchValues.Create(" \t\r\n\0\"'<>`/?#\\");

    private static readonly SearchValues<char> _endOfWord = SearchValues.Create(" \t\r\n\"'<>");

    private static readonly string[] _secretNames =
    [
        "password",
        "passwd",
        "pwd",
        "token",
        "secret",
        "apikey",
        "api_key",
        "api-key",
        "access_key",
        "access-key",
        "accesskey",
        "private_key",
        "auth",
        "authorization",
        "credential",
        "credentials",
        "signature",
        "sig",
        "security-token",
        "x-amz-security-token",
    ];

    private static readonly string[] _tokenPrefixes =
    [
        "hf_",
        "ghp_",
        "gho_",
        "ghs_",
        "ghu_",
        "github_pat_",
        "glpat-",
        "pypi-AgE",
        "sk-",
        "xoxb-",
        "xoxp-",
        "AKIA",
        "npm_",
    ];

    /// <summary>The text without its secrets; the same instance when there are none.</summary>
    public static string Redact(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        StringBuilder? result = null;
        var kept = 0;
        var position = 0;
        while (position < text.Length)
        {
            if (!TryFindSecret(text, position, out var secret))
            {
                position = NextWord(text, position);
                continue;
            }

            if (!text.AsSpan(secret.Start, secret.Length).SequenceEqual(Mask))
            {
                result ??= new StringBuilder(text.Length);
                result.Append(text, kept, secret.Start - kept).Append(Mask);
                kept = secret.End;
            }

            position = Math.Max(secret.End, position + 1);
        }

        return result is null ? text : result.Append(text, kept, text.Length - kept).ToString();
    }

    /// <summary>Looks for a secret whose introduction (scheme, name, prefix) begins exactly at the position.</summary>
    private static bool TryFindSecret(string text, int position, out TextSpan secret) =>
        TryFindUserPart(text, position, out secret)
        || TryFindNamedValue(text, position, out secret)
        || TryFindToken(text, position, out secret);

    /// <summary><c>//user:secret@host</c>: the secret; of <c>//token@host</c> all, for a lone name may be a token, unless it is git's customary name.</summary>
    private static bool TryFindUserPart(string text, int position, out TextSpan secret)
    {
        secret = default;
        if (!EndsScheme(text, position))
        {
            return false;
        }

        var rest = text.AsSpan(position + 1);
        var end = rest.IndexOfAny(_endOfAuthority);
        var authority = end < 0 ? rest : rest[..end];
        var at = authority.LastIndexOf('@');
        var colon = authority.IndexOf(':');
        if (at < 0 && colon > 0 && end > colon + 1 && !char.IsAsciiDigit(authority[colon + 1]))
        {
            // A password with an unescaped slash, # or ?: the @ comes later in the same word.
            at = LastAtOfWord(rest);
        }

        if (at <= 0)
        {
            return false;
        }

        var hasPassword = colon >= 0 && colon < at;
        if (!hasPassword && rest[..at] is "git" or "hg" or "svn")
        {
            return false;
        }

        var start = hasPassword ? colon + 1 : 0;
        secret = new TextSpan(position + 1 + start, at - start);
        return secret.Length > 0;
    }

    /// <summary>The last slash of <c>scheme://</c>, or of <c>scheme:/</c>, which is what a URL becomes that was taken for a path.</summary>
    private static bool EndsScheme(string text, int position) =>
        text[position] == '/'
        && position >= 2
        && (
            text[position - 1] == '/'
                ? text[position - 2] == ':'
                : text[position - 1] == ':'
                    && position >= 3
                    && IsNameCharacter(text[position - 2])
                    && IsNameCharacter(text[position - 3])
                    && (position + 1 == text.Length || text[position + 1] != '/')
        );

    private static int LastAtOfWord(ReadOnlySpan<char> rest)
    {
        // Bounded, so that a megabyte of "//a:b" stays linear.
        var word = rest[..Math.Min(rest.Length, 1024)];
        var end = word.IndexOfAny(_endOfWord);
        return (end < 0 ? word : word[..end]).LastIndexOf('@');
    }

    private static bool TryFindNamedValue(string text, int position, out TextSpan secret)
    {
        secret = default;
        if (!IsNameStart(text, position))
        {
            return false;
        }

        var end = position;
        while (end < text.Length && IsNameCharacter(text[end]) && end - position <= 64)
        {
            end++;
        }

        if (!IsSecretName(text.AsSpan(position, end - position)))
        {
            return false;
        }

        if (end < text.Length && text[end] is '"' or '\'')
        {
            end++;
        }

        if (end >= text.Length || text[end] is not ('=' or ':'))
        {
            return false;
        }

        var start = end + 1;
        var separator = text[end];
        while (separator == ':' && start < text.Length && text[start] == ' ')
        {
            start++;
        }

        foreach (var scheme in (ReadOnlySpan<string>)["Bearer ", "Basic ", "token "])
        {
            if (text.AsSpan(start).StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                start += scheme.Length;
            }
        }

        if (start < text.Length && text[start] is '"' or '\'')
        {
            start++;
        }

        var stop = start;
        while (
            stop < text.Length
            && text[stop] is not (' ' or '\t' or '\r' or '\n' or '&' or '#' or '"' or '\'' or ',' or ';')
        )
        {
            stop++;
        }

        secret = new TextSpan(start, stop - start);
        return secret.Length > 0;
    }

    private static bool TryFindToken(string text, int position, out TextSpan secret)
    {
        secret = default;
        if (position > 0 && IsNameCharacter(text[position - 1]))
        {
            return false;
        }

        foreach (var prefix in _tokenPrefixes)
        {
            if (!text.AsSpan(position).StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var end = position + prefix.Length;
            while (end < text.Length && IsNameCharacter(text[end]))
            {
                end++;
            }

            // Sixteen characters keep ordinary words such as "sk-learn" or "npm_config" out.
            if (end - position - prefix.Length >= 16)
            {
                secret = new TextSpan(position, end - position);
                return true;
            }
        }

        return false;
    }

    private static bool IsSecretName(ReadOnlySpan<char> name)
    {
        foreach (var secret in _secretNames)
        {
            if (
                name.EndsWith(secret, StringComparison.OrdinalIgnoreCase)
                && (name.Length == secret.Length || !char.IsAsciiLetterOrDigit(name[name.Length - secret.Length - 1]))
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNameStart(string text, int position) =>
        IsNameCharacter(text[position]) && (position == 0 || !IsNameCharacter(text[position - 1]));

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    /// <summary>The next position at which a secret can be introduced: a word's first character or a slash.</summary>
    private static int NextWord(string text, int position)
    {
        if (!IsNameCharacter(text[position]))
        {
            return position + 1;
        }

        while (position < text.Length && IsNameCharacter(text[position]))
        {
            position++;
        }

        return position;
    }
}
