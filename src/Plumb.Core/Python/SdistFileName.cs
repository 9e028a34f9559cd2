using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Python;

/// <summary>What the file name of a source distribution says: <c>numpy-2.1.0.tar.gz</c> (PEP 625; older ones end in <c>.zip</c>).</summary>
public sealed record SdistFileName
{
    // Longer than any file system allows; what comes from an index or a lock is not checked by one.
    private const int MaxLength = 4096;

    /// <summary>The distribution's name, normalised (PEP 503); what no name may hold is let pass, as installers do.</summary>
    public required string Name { get; init; }

    /// <summary>The version.</summary>
    public required PythonVersion Version { get; init; }

    /// <summary>Reads a file name without its folder; name and version are parted by the last hyphen.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out SdistFileName? name,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        name = null;
        var extension =
            text.EndsWith(".tar.gz", StringComparison.Ordinal) ? 7
            : text.EndsWith(".zip", StringComparison.Ordinal) ? 4
            : 0;
        if (extension == 0 || text.Length > MaxLength)
        {
            error = new FormatError("A source distribution's file name ends in .tar.gz or .zip", 0);
            return false;
        }

        var stem = text[..^extension];
        var hyphen = stem.LastIndexOf('-');
        if (hyphen <= 0)
        {
            error = new FormatError("A source distribution's file name is a name, a hyphen and a version", 0);
            return false;
        }

        if (!PythonVersion.TryParse(stem.AsSpan(hyphen + 1), out var version))
        {
            error = new FormatError(
                "What follows the last hyphen of a source distribution's file name is a version",
                hyphen + 1
            );
            return false;
        }

        error = null;
        name = new SdistFileName { Name = PackageName.Normalize(stem[..hyphen]), Version = version };
        return true;
    }
}
