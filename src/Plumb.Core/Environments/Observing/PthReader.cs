using System.Collections.Immutable;
using System.Text;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>Reads the <c>.pth</c> files of site folders as the standard library's <c>site.addpackage</c> does, without running their code lines.</summary>
internal static class PthReader
{
    /// <summary>A larger file is not read: real ones have a few hundred bytes.</summary>
    public const int MostBytes = 1024 * 1024;

    private const int MostFiles = 5000;
    private const int MostLines = 10_000;
    private const int MostText = 4096;

    public static ImmutableArray<ObservedPth> Read(FileWorld world, ImmutableArray<SiteFolder> sites)
    {
        var files = ImmutableArray.CreateBuilder<ObservedPth>();
        foreach (var site in sites.Where(IsReadAtStart))
        {
            var names = world
                .ListNames(site.Path)
                .Where(e => !e.IsFolder && e.Name.EndsWith(".pth", StringComparison.Ordinal) && e.Name[0] != '.')
                .Select(e => e.Name)
                .Order(StringComparer.Ordinal)
                .Take(MostFiles);
            foreach (var name in names)
            {
                files.Add(ReadFile(world, site.Path, WorldPath.Join(site.Path, name)));
            }
        }

        return files.DrainToImmutable();
    }

    /// <summary>The lines that mean something; what comes after a limit is left out.</summary>
    public static ImmutableArray<ObservedPthLine> Parse(FileWorld world, string site, ReadOnlySpan<byte> bytes)
    {
        var lines = ImmutableArray.CreateBuilder<ObservedPthLine>();
        var number = 0;
        foreach (var raw in Decode(bytes).Split(_lineEnds, MostLines + 1, StringSplitOptions.None))
        {
            if (++number > MostLines)
            {
                break;
            }

            var line = raw.TrimEnd();
            if (line.Length == 0 || raw.StartsWith('#'))
            {
                continue;
            }

            var text = line.Length <= MostText ? line : line[..MostText];
            if (
                raw.StartsWith("import ", StringComparison.Ordinal)
                || raw.StartsWith("import\t", StringComparison.Ordinal)
            )
            {
                lines.Add(new ObservedPthLine(number, text, IsCode: true, null, false));
                continue;
            }

            var target = WorldPath.Normalize(WorldPath.Join(site, line));
            var exists = line.Length <= MostText && !line.Contains('\0') && world.TryStat(target, out _);
            lines.Add(new ObservedPthLine(number, text, IsCode: false, target, exists));
        }

        return lines.DrainToImmutable();
    }

    // str.splitlines, which site.py uses, ends a line at each of these.
    private static readonly string[] _lineEnds =
    [
        "\r\n",
        "\n",
        "\r",
        "\v",
        "\f",
        "\u001c",
        "\u001d",
        "\u001e",
        "\u0085",
        "\u2028",
        "\u2029",
    ];

    // PYTHONPATH, the application's folder and what a .pth file itself adds are no site folders: .pth files there are dead.
    private static bool IsReadAtStart(SiteFolder site) =>
        site.Origin is PathOrigin.Site or PathOrigin.SystemSite or PathOrigin.UserSite;

    private static ObservedPth ReadFile(FileWorld world, string site, string path)
    {
        var bytes = world.Read(path, MostBytes);
        return bytes.Succeeded
            ? new ObservedPth(path, Parse(world, site, bytes.Bytes), FileFailure.None)
            : new ObservedPth(path, [], bytes.Failure);
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        // Bytes that are no UTF-8 are read in the locale's encoding; on this side every byte keeps a meaning in Latin-1.
        return System.Text.Unicode.Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : Encoding.Latin1.GetString(bytes);
    }
}
