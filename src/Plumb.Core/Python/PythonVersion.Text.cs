using System.Globalization;
using System.Text;

namespace Plumb.Python;

public readonly partial struct PythonVersion
{
    // Four segments and a number of at most eight digits each, three dots, ".post".
    private const int LongestOrdinary = 48;

    /// <summary>The normal form of PEP 440: "1.0rc1.post2.dev3+local.4", zeros of the release kept as written.</summary>
    public override string ToString()
    {
        if (_rest is null)
        {
            Span<char> buffer = stackalloc char[LongestOrdinary];
            return buffer[..Write(buffer, _key)].ToString();
        }

        return ToText(ToParts(), ToParts().Release.Length, Local);
    }

    /// <summary>The normal form with zeros at the release's end taken away: "1.4" for 1.4.0.0.</summary>
    public string ToTrimmedString()
    {
        var parts = ToParts();
        return ToText(parts, parts.TrimmedLength, Local);
    }

    private static int Write(Span<char> buffer, VersionKey key)
    {
        var length = 0;
        for (var i = 0; i < key.SegmentCount; i++)
        {
            Append(buffer, ref length, i == 0 ? "" : ".", key.Segment(i));
        }

        if (key.Pre is { } pre)
        {
            Append(buffer, ref length, pre.Letter, (ulong)pre.Number);
        }
        else if (key.PostNumber is { } post)
        {
            Append(buffer, ref length, ".post", (ulong)post);
        }
        else if (key.DevNumber is { } dev)
        {
            Append(buffer, ref length, ".dev", (ulong)dev);
        }

        return length;
    }

    private static void Append(Span<char> buffer, ref int length, string prefix, ulong number)
    {
        prefix.CopyTo(buffer[length..]);
        length += prefix.Length;
        number.TryFormat(buffer[length..], out var digits, default, CultureInfo.InvariantCulture);
        length += digits;
    }

    private static string ToText(VersionParts parts, int segments, string? local)
    {
        var text = new StringBuilder();
        var culture = CultureInfo.InvariantCulture;
        if (!parts.Epoch.IsZero)
        {
            text.Append(culture, $"{parts.Epoch}!");
        }

        for (var i = 0; i < segments; i++)
        {
            text.Append(i == 0 ? "" : ".").Append(parts.Release[i].ToString(culture));
        }

        if (parts.Pre is { } pre)
        {
            text.Append(culture, $"{pre.Letter}{pre.Number}");
        }

        if (parts.Post is { } post)
        {
            text.Append(culture, $".post{post}");
        }

        if (parts.Dev is { } dev)
        {
            text.Append(culture, $".dev{dev}");
        }

        return local is null ? text.ToString() : text.Append('+').Append(local).ToString();
    }
}
