using System.Globalization;

namespace Plumb.Environments;

/// <summary>The version of an interpreter as its files tell it.</summary>
/// <param name="Major">3.</param>
/// <param name="Minor">11.</param>
/// <param name="Micro">7; null when only major and minor are known.</param>
/// <param name="Suffix">"rc2", "a1", "b3"; "" for a final release.</param>
internal readonly record struct InterpreterVersion(int Major, int Minor, int? Micro, string Suffix)
{
    /// <summary>
    /// Reads <c>3.12</c>, <c>3.12.1</c>, <c>3.12.1rc2</c>, <c>3.12.1+</c> and the forms of <c>sys.version_info</c>
    /// joined by dots (<c>3.12.1.final.0</c>, <c>3.13.0.candidate.2</c>). Null for anything else.
    /// </summary>
    public static InterpreterVersion? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (!TryTakeNumber(ref text, out var major) || !TryTakeDot(ref text) || !TryTakeNumber(ref text, out var minor))
        {
            return null;
        }

        var rest = text;
        if (!TryTakeDot(ref rest) || !TryTakeNumber(ref rest, out var micro))
        {
            return text.IsEmpty ? new InterpreterVersion(major, minor, null, "") : null;
        }

        return new InterpreterVersion(major, minor, micro, Level(rest));
    }

    /// <summary>
    /// Reads <c>PY_VERSION_HEX</c>, which is also the exported constant <c>Py_Version</c> (CPython 3.11 and later): major, minor and micro
    /// in a byte each, then four bits of level (0xA alpha, 0xB beta, 0xC candidate, 0xF final) and four of serial. Null when that cannot be one.
    /// </summary>
    public static InterpreterVersion? FromHex(ulong value)
    {
        var suffix = ((value >> 4) & 0xF) switch
        {
            0xA => "a",
            0xB => "b",
            0xC => "rc",
            0xF => "",
            _ => null,
        };
        var major = (int)((value >> 24) & 0xFF);
        return value > uint.MaxValue || suffix is null || major is < 2 or > 9
            ? null
            : new InterpreterVersion(
                major,
                (int)((value >> 16) & 0xFF),
                (int)((value >> 8) & 0xFF),
                suffix.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{suffix}{value & 0xF}")
            );
    }

    /// <summary>"3.11".</summary>
    public string Short => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    /// <summary>"311".</summary>
    public string Digits => string.Create(CultureInfo.InvariantCulture, $"{Major}{Minor}");

    /// <summary>"3.11.7", "3.13.0rc2" or "3.11".</summary>
    public override string ToString() =>
        Micro is null ? Short : string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Micro}{Suffix}");

    private static string Level(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("."))
        {
            Span<Range> parts = stackalloc Range[3];
            var count = rest[1..].Split(parts, '.');
            var name = rest[1..][parts[0]] switch
            {
                "alpha" => "a",
                "beta" => "b",
                "candidate" => "rc",
                _ => "",
            };
            return name.Length > 0 && count == 2 ? name + rest[1..][parts[1]].ToString() : "";
        }

        var letters =
            rest.StartsWith("rc") ? 2
            : rest.StartsWith("a") || rest.StartsWith("b") ? 1
            : 0;
        var end = letters;
        while (end < rest.Length && char.IsAsciiDigit(rest[end]))
        {
            end++;
        }

        return letters > 0 && end > letters ? rest[..end].ToString() : "";
    }

    private static bool TryTakeDot(ref ReadOnlySpan<char> text)
    {
        var taken = text.StartsWith(".");
        text = taken ? text[1..] : text;
        return taken;
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<char> text, out int number)
    {
        var end = 0;
        while (end < text.Length && end < 4 && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        var parsed = int.TryParse(text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out number);
        text = text[end..];
        return parsed;
    }
}
