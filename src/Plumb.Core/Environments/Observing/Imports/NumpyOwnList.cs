using System.Text;
using Plumb.Files;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Environments.Observing.Imports;

/// <summary>Reads <c>numpy/_expired_attrs_2_0.py</c>: the table of what NumPy 2 no longer has, each name with a note.</summary>
internal static class NumpyOwnList
{
    private const int MostBytes = 256 * 1024;
    private const int LongestNote = 120;
    private static readonly PackageName _numpy = PackageName.Parse("numpy");
    private static readonly PythonVersion _removedIn = PythonVersion.Parse("2.0.0");

    /// <summary>What the list of the installed NumPy says; nothing where it has none.</summary>
    public static IEnumerable<RemovedApi> Read(FileWorld world, IEnumerable<InstalledDistribution> distributions)
    {
        if (
            distributions.FirstOrDefault(d => d.Key == _numpy && !d.IsHidden) is not { Version: not null } numpy
            || numpy.Version < _removedIn
        )
        {
            return [];
        }

        var file = WorldPath.Join(numpy.Site.Path, "numpy/_expired_attrs_2_0.py");
        var read = world.Read(file, MostBytes);
        return read.Succeeded ? Parse(read.Bytes, new FactSource(file, Grade.Measured, "")) : [];
    }

    /// <summary>The keys of the one table of the file, with the first words of their notes.</summary>
    internal static IEnumerable<RemovedApi> Parse(ReadOnlySpan<byte> bytes, FactSource source)
    {
        var found = new List<RemovedApi>();
        var start = bytes.IndexOf("__expired_attributes__"u8);
        if (start < 0)
        {
            return found;
        }

        var literals = new StringBuilder();
        string? key = null;
        foreach (var line in Encoding.UTF8.GetString(bytes[start..]).Split('\n').Skip(1))
        {
            var text = line.Trim();
            if (text.StartsWith('}'))
            {
                break;
            }

            if (Key(text, out var name, out var rest))
            {
                Add(found, key, literals, source);
                (key, text) = (name, rest);
            }

            Append(literals, text);
        }

        Add(found, key, literals, source);
        return found;
    }

    private static bool Key(string text, out string name, out string rest)
    {
        (name, rest) = ("", "");
        var end = text.StartsWith('"') ? text.IndexOf('"', 1) : -1;
        if (end <= 1 || end + 1 >= text.Length || text[end + 1] != ':')
        {
            return false;
        }

        (name, rest) = (text[1..end], text[(end + 2)..].Trim());
        return ModuleNames.IsIdentifier(name);
    }

    private static void Append(StringBuilder literals, string text)
    {
        var first = text.IndexOf('"', StringComparison.Ordinal);
        var last = text.LastIndexOf('"');
        if (first >= 0 && last > first && literals.Length < LongestNote)
        {
            literals.Append(text.AsSpan(first + 1, last - first - 1));
        }
    }

    private static void Add(List<RemovedApi> found, string? key, StringBuilder literals, FactSource source)
    {
        if (key is not null)
        {
            var note = literals.ToString().Trim();
            if (note.Length > LongestNote)
            {
                note = note[..note.LastIndexOf(' ', LongestNote)] + " …";
            }

            found.Add(new RemovedApi(_numpy, "numpy", key, _removedIn, null, note, source));
        }

        literals.Clear();
    }
}
