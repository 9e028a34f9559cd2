using Plumb.Python;

namespace Plumb.Metadata.Conda;

/// <summary>Says the versions of a match specification in the terms of PEP 440 where that can be done.</summary>
internal static class CondaVersions
{
    public static VersionSpecifiers? ToSpecifiers(string? text)
    {
        if (text is null || text is "*" || text.Contains('|', StringComparison.Ordinal))
        {
            return null;
        }

        var said = text.Split(',').Select(part => One(part.Trim())).ToList();
        return
            said.TrueForAll(part => part is not null)
            && VersionSpecifiers.TryParse(
                string.Join(",", said.Where(part => part!.Length > 0)),
                out var specifiers,
                out _
            )
            ? specifiers
            : null;
    }

    // "=1.26" and "1.26.*" mean every 1.26.x, a bare "1.26" and "==1.26" that version alone, and ">=1.26.*" the same as ">=1.26".
    private static string? One(string part)
    {
        if (part.Length == 0 || part[0] is '^' or '$')
        {
            return null;
        }

        if (part == "*")
        {
            return "";
        }

        var version = part.TrimStart('=', '<', '>', '!', '~');
        var comparison = part[..^version.Length];
        version = version.Trim();
        var isOpen = version.EndsWith('*');
        var bare = isOpen ? version[..^1].TrimEnd('.') : version;
        if (!PythonVersion.TryParse(bare, out _))
        {
            return null;
        }

        return comparison switch
        {
            "" or "==" => isOpen ? $"=={bare}.*" : $"=={bare}",
            "=" => $"=={bare}.*",
            "!=" => isOpen ? $"!={bare}.*" : $"!={bare}",
            ">=" or "<=" or ">" or "<" or "~=" => comparison + bare,
            _ => null,
        };
    }
}
