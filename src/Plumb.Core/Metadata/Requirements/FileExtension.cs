using Plumb.Files;

namespace Plumb.Metadata.Requirements;

/// <summary>The extension of a path as pip reads it: with <c>.tar</c> before it where there is one.</summary>
internal static class FileExtension
{
    /// <summary>".tar.gz" of "a/b-1.0.tar.gz", ".whl" of "b.whl"; "" of ".hidden".</summary>
    public static string Of(string path)
    {
        var name = WorldPath.Name(path);
        var dot = name.LastIndexOf('.');
        if (dot < 0 || name.AsSpan(0, dot).IndexOfAnyExcept('.') < 0)
        {
            return "";
        }

        var stem = name[..dot];
        return stem.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) ? name[(dot - 4)..] : name[dot..];
    }
}
