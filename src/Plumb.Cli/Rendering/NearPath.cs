namespace Plumb.Cli.Rendering;

/// <summary>Paths as seen from the environment, which is named once at the top.</summary>
internal static class NearPath
{
    /// <summary>The path from the prefix on; whole when it lies elsewhere.</summary>
    public static string Of(string path, string? prefix) =>
        prefix is { Length: > 1 }
        && path.Length > prefix.Length + 1
        && path[prefix.Length] == '/'
        && path.StartsWith(prefix, StringComparison.Ordinal)
            ? path[(prefix.Length + 1)..]
            : path;
}
