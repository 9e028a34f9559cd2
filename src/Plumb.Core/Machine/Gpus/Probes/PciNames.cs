using System.Globalization;
using System.Text;
using Plumb.Files;

namespace Plumb.Machine.Gpus.Probes;

/// <summary>
/// The list of names on the bus that distributions carry (<c>pci.ids</c>): a vendor's line begins with its number, its products'
/// lines with a tab. Read only when a card has no better name.
/// </summary>
internal sealed class PciNames
{
    private const int Most = 8 << 20;
    private static readonly string[] _places = ["/usr/share/misc/pci.ids", "/usr/share/hwdata/pci.ids"];

    private readonly FileWorld _world;
    private byte[]? _bytes;
    private string? _place;

    public PciNames(FileWorld world)
    {
        _world = world;
    }

    /// <summary>The product's name; of <c>AD102 [GeForce RTX 4090]</c> what stands in brackets. Null when it is not listed.</summary>
    public Observed<string>? Find(int vendor, int product)
    {
        Load();
        var text = _bytes.AsSpan();
        var found = Line(text, string.Create(CultureInfo.InvariantCulture, $"{vendor:x4}  "), out var rest);
        if (found.IsEmpty)
        {
            return null;
        }

        var block = rest[..EndOfVendor(rest)];
        var line = Line(block, string.Create(CultureInfo.InvariantCulture, $"\t{product:x4}  "), out _);
        if (line.IsEmpty)
        {
            return null;
        }

        var name = Encoding.UTF8.GetString(line).Trim();
        var open = name.IndexOf('[', StringComparison.Ordinal);
        return new Observed<string>(open >= 0 && name.EndsWith(']') ? name[(open + 1)..^1] : name, _place!);
    }

    private void Load()
    {
        if (_bytes is not null)
        {
            return;
        }

        _bytes = [];
        foreach (var place in _places)
        {
            var read = _world.ReadHead(place, Most);
            if (read.Succeeded)
            {
                (_bytes, _place) = (read.Bytes, place);
                return;
            }
        }
    }

    // What follows a key at the beginning of a line, up to the line's end.
    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text, string key, out ReadOnlySpan<byte> rest)
    {
        var needle = Encoding.ASCII.GetBytes("\n" + key);
        var at = text.IndexOf(needle);
        rest = default;
        if (at < 0)
        {
            return default;
        }

        var line = text[(at + needle.Length)..];
        var end = line.IndexOf((byte)'\n');
        end = end < 0 ? line.Length : end;
        rest = line[end..];
        return line[..end];
    }

    private static int EndOfVendor(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length - 1; i++)
        {
            var next = text[i].Equals((byte)'\n') ? text[i + 1] : (byte)'\t';
            if (next != '\t' && next != '#' && next != '\n')
            {
                return i;
            }
        }

        return text.Length;
    }
}
