using System.Collections.Immutable;
using Plumb.Native.Loading;
using Plumb.Python;

namespace Plumb.Checks.Native;

/// <summary>
/// Libraries that a file asks for at Homebrew's own place: each formula has a link <c>opt/NAME</c> below the prefix, which is
/// <c>/opt/homebrew</c> on Apple processors and <c>/usr/local</c> on Intel's (Homebrew, "Formula Cookbook": <c>opt_prefix</c>).
/// </summary>
internal static class HomebrewLibrary
{
    private static readonly string[] _folders = ["/opt/homebrew/opt/", "/usr/local/opt/"];

    private static string? FormulaOf(string path)
    {
        foreach (var folder in _folders)
        {
            if (path.StartsWith(folder, StringComparison.Ordinal))
            {
                var rest = path[folder.Length..];
                var end = rest.IndexOf('/', StringComparison.Ordinal);
                return end > 0 && IsName(rest.AsSpan(0, end)) ? rest[..end] : null;
            }
        }

        return null;
    }

    /// <summary>
    /// Installing the formula; where it is there in another version, which no longer brings the file, building the package that asks for it
    /// anew. Neither is tried: what comes of it is not known before.
    /// </summary>
    public static ImmutableArray<ProposedFix> FixesOf(
        CheckContext context,
        MissingLibrary missing,
        AffectedModules affected
    )
    {
        if (
            context.Snapshot.Installation.Platform.System != OperatingSystemFamily.MacOs
            || FormulaOf(missing.Name) is not { } formula
        )
        {
            return [];
        }

        return !missing.HasFolder
                ? [new ProposedFix($"install {formula} with Homebrew", ["brew install " + formula], 1, null)]
            : missing.Other is not null
            && affected.Owners is [var owner]
            && DistributionFixes.Rebuild(context, owner, formula) is { } build
                ? [build]
            : [];
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or '+' or '@'))
            {
                return false;
            }
        }

        return char.IsAsciiLetterOrDigit(text[0]);
    }
}
