using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Plumb.Metadata.Requirements;

/// <summary>Reads the value of <c>--trusted-host</c>: a host or IPv6 address with or without a port.</summary>
internal static class TrustedHost
{
    /// <summary>"host" or "host:port" in small letters, without what may stand before an @.</summary>
    public static bool TryRead(
        string value,
        [NotNullWhen(true)] out string? host,
        [NotNullWhen(false)] out string? error
    )
    {
        host = null;
        var isBareAddress = value.AsSpan().Count(':') >= 2 && !value.AsSpan().ContainsAny('@', '[');
        if (!UrlParts.TrySplit(isBareAddress ? $"https://[{value}]" : "https://" + value, out var parts, out error))
        {
            return false;
        }

        var place = parts.Authority[(parts.Authority.LastIndexOf('@') + 1)..];
        var close = place.LastIndexOf(']');
        var colon = place.IndexOf(':', close + 1);
        var port = colon < 0 ? "" : place[(colon + 1)..];
        var name = (colon < 0 ? place : place[..colon]).Trim('[', ']').ToLowerInvariant();
        if (name.Length == 0)
        {
            error = "--trusted-host needs a host";
        }
        else if (port.Length > 0 && !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            error = $"{port} after --trusted-host is no port";
        }
        else
        {
            host = port.Length == 0 ? name : $"{name}:{port}";
            return true;
        }

        return false;
    }
}
