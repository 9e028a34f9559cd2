using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;

namespace Plumb.Metadata.Requirements;

/// <summary>A URL cut into its parts as Python's <c>urllib.parse.urlsplit</c> does, which also takes what is no URL.</summary>
/// <param name="Scheme">In lower case; "" when there is none.</param>
/// <param name="Authority">Between <c>//</c> and the path; may hold credentials.</param>
/// <param name="Path">As written.</param>
internal readonly record struct UrlParts(string Scheme, string Authority, string Path)
{
    /// <summary>Fails only where Python does: brackets in the host that hold no IPv6 address.</summary>
    public static bool TrySplit(string url, out UrlParts parts, [NotNullWhen(false)] out string? error)
    {
        error = null;
        var rest = Clean(url);
        var scheme = "";
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && char.IsAsciiLetter(rest[0]) && rest.AsSpan(0, colon).IndexOfAnyExcept(_schemeCharacters) < 0)
        {
            scheme = rest[..colon].ToLowerInvariant();
            rest = rest[(colon + 1)..];
        }

        var authority = "";
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var end = rest.AsSpan(2).IndexOfAny('/', '?', '#');
            authority = end < 0 ? rest[2..] : rest.Substring(2, end);
            rest = end < 0 ? "" : rest[(end + 2)..];
            if (!AreBracketsRight(authority))
            {
                parts = default;
                error = "the host's brackets hold no IPv6 address";
                return false;
            }
        }

        var tail = rest.AsSpan().IndexOfAny('?', '#');
        parts = new UrlParts(scheme, authority, tail < 0 ? rest : rest[..tail]);
        return true;
    }

    private static readonly System.Buffers.SearchValues<char> _schemeCharacters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."
    );

    /// <summary>Leading blanks and control characters go, and so do tabs and line ends anywhere.</summary>
    private static string Clean(string url)
    {
        var start = 0;
        while (start < url.Length && url[start] <= ' ')
        {
            start++;
        }

        if (url.AsSpan(start).IndexOfAny('\t', '\r', '\n') < 0)
        {
            return url[start..];
        }

        var kept = new StringBuilder(url.Length);
        foreach (var c in url.AsSpan(start))
        {
            if (c is not ('\t' or '\r' or '\n'))
            {
                kept.Append(c);
            }
        }

        return kept.ToString();
    }

    private static bool AreBracketsRight(string authority)
    {
        var open = authority.IndexOf('[', StringComparison.Ordinal);
        var close = authority.IndexOf(']', StringComparison.Ordinal);
        if (open < 0 && close < 0)
        {
            return true;
        }

        if (open < 0 || close < open)
        {
            return false;
        }

        var host = authority[(open + 1)..close];
        return host.StartsWith('v') || host.StartsWith('V')
            ? host.Contains('.', StringComparison.Ordinal)
            : IPAddress.TryParse(host, out var address)
                && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
    }
}
