using System.Collections.Immutable;
using System.Text;
using Plumb.Files;

namespace Plumb.Environments;

/// <summary>What a line of a <c>.pth</c> file does.</summary>
public enum PthLineKind
{
    /// <summary>It names a folder or an archive to search.</summary>
    Path,

    /// <summary>It begins with <c>import</c>: Python runs it at every start.</summary>
    Code,
}

/// <summary>One line that does something.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Text">As it stands, without white space at its end.</param>
public sealed record PthLine(int Number, PthLineKind Kind, string Text);

/// <summary>
/// A <c>.pth</c> file of a site folder, read as CPython's <c>site.addpackage</c> reads it: blank lines and those that begin with
/// <c>#</c> mean nothing, those that begin with <c>import</c> and a space or tab are run, all others are paths relative to the folder.
/// </summary>
public sealed record PthFile(string Path, ImmutableArray<PthLine> Lines)
{
    private const int LargestFile = 1 << 20;
    private const int MostLines = 10_000;

    /// <summary>True for names that CPython reads: they end in <c>.pth</c> and do not begin with a dot.</summary>
    public static bool IsPth(ReadOnlySpan<char> name) =>
        name.EndsWith(".pth", StringComparison.Ordinal) && !name.StartsWith(".");

    /// <summary>Reads a file; null with the reason when it cannot be read.</summary>
    public static PthFile? Read(FileWorld world, string path, out FileFailure failure)
    {
        var result = world.Read(path, LargestFile);
        failure = result.Failure;
        return result.Succeeded ? Parse(path, result.Bytes) : null;
    }

    /// <summary>Reads the bytes of a file; a byte order mark at its beginning is skipped, as 3.13 does.</summary>
    public static PthFile Parse(string path, ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        var lines = ImmutableArray.CreateBuilder<PthLine>();
        var number = 0;
        foreach (var line in new UniversalLines(Encoding.UTF8.GetString(bytes)))
        {
            number++;
            if (number > MostLines)
            {
                break;
            }

            if (line.StartsWith("#") || line.IsWhiteSpace())
            {
                continue;
            }

            var kind = line.StartsWith("import ") || line.StartsWith("import\t") ? PthLineKind.Code : PthLineKind.Path;
            lines.Add(new PthLine(number, kind, line.TrimEnd().ToString()));
        }

        return new PthFile(path, lines.ToImmutable());
    }

    /// <summary>The path that a line adds, made absolute.</summary>
    public string Resolve(PthLine line) => WorldPath.Normalize(WorldPath.Join(WorldPath.Parent(Path), line.Text));
}
