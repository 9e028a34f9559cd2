using System.Buffers;
using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Metadata;

/// <summary>The names under which installers write files until they have their place.</summary>
internal static class TemporaryFiles
{
    private static readonly ImmutableArray<string> _written =
    [
        "RECORD",
        "INSTALLER",
        "REQUESTED",
        "direct_url.json",
        "METADATA",
        "WHEEL",
    ];

    private static readonly SearchValues<char> _letters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    );

    /// <summary>Those in a distribution's metadata folder.</summary>
    public static ImmutableArray<string> Of(InstalledDistribution distribution) =>
        [
            .. distribution
                .MetadataEntries.Where(e => e.Kind == FileKind.File && IsInMetadataFolder(e.Name))
                .Select(e => e.Name),
        ];

    /// <summary>True for <c>RECORDk3j9x_2a.tmp</c>: pip writes the files of a metadata folder like this.</summary>
    public static bool IsInMetadataFolder(string name) =>
        name.EndsWith(".tmp", StringComparison.Ordinal)
        && _written.Any(w => name.Length > w.Length + 4 && name.StartsWith(w, StringComparison.Ordinal));

    /// <summary>True for <c>.tmpAb12Cd</c>: uv names files of the site folder like this.</summary>
    public static bool IsInSite(string name) =>
        name.Length == 10
        && name.StartsWith(".tmp", StringComparison.Ordinal)
        && !name.AsSpan(4).ContainsAnyExcept(_letters);
}
