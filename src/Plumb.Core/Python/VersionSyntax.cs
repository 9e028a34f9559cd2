namespace Plumb.Python;

/// <summary>A run of digits: its place, and its value (the greatest one when 64 bits cannot hold it).</summary>
internal readonly record struct DigitRun(int Start, int End, ulong Value);

/// <summary>Where the parts of a version lie in a text (PEP 440, appendix B), and what its numbers are.</summary>
internal ref struct VersionSyntax
{
    // CPython refuses to read longer decimal numbers (sys.set_int_max_str_digits), so no tool takes such a version.
    private const int MostDigits = 4300;

    public DigitRun Epoch;
    public int ReleaseStart;
    public int ReleaseEnd;
    public int Segments;
    public ulong First;
    public ulong Second;
    public ulong Third;
    public ulong Fourth;
    public PreReleaseKind Pre;
    public DigitRun PreNumber;
    public bool HasPost;
    public DigitRun PostNumber;
    public bool HasDev;
    public DigitRun DevNumber;
    public int LocalStart;
    public int LocalEnd;

    /// <summary>The release is followed by <c>.*</c>, which only == and != allow.</summary>
    public bool IsPrefix;

    /// <summary>The first unit that belongs to the version no more.</summary>
    public int End;

    public readonly bool HasSuffix => Pre != 0 || HasPost || HasDev;

    /// <summary>Reads the longest version that begins at <paramref name="start"/>, without blanks around it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="allowPrefix">Whether <c>.*</c> may follow the release.</param>
    /// <param name="allowLocal">Whether a local label may follow.</param>
    /// <param name="syntax">What was found.</param>
    public static bool TryRead(
        ReadOnlySpan<char> text,
        int start,
        bool allowPrefix,
        bool allowLocal,
        out VersionSyntax syntax
    )
    {
        syntax = default;
        var i = start;
        if (i < text.Length && (text[i] | 0x20) == 'v')
        {
            i++;
        }

        if (!syntax.ReadRelease(text, ref i))
        {
            return false;
        }

        if (allowPrefix && i + 1 < text.Length && text[i] == '.' && text[i + 1] == '*')
        {
            syntax.IsPrefix = true;
            i += 2;
        }
        else if (i < text.Length && !syntax.ReadSuffixes(text, ref i))
        {
            return false;
        }

        if (allowLocal && !syntax.IsPrefix && i < text.Length && text[i] == '+')
        {
            syntax.ReadLocal(text, ref i);
        }

        syntax.End = i;
        return true;
    }

    private bool ReadRelease(ReadOnlySpan<char> text, ref int i)
    {
        if (!TryReadDigits(text, ref i, out var run))
        {
            return false;
        }

        if (i + 1 < text.Length && text[i] == '!' && char.IsAsciiDigit(text[i + 1]))
        {
            Epoch = run;
            i++;
            if (!TryReadDigits(text, ref i, out run))
            {
                return false;
            }
        }

        ReleaseStart = run.Start;
        First = run.Value;
        Segments = 1;
        while (i + 1 < text.Length && text[i] == '.' && char.IsAsciiDigit(text[i + 1]))
        {
            i++;
            if (!TryReadDigits(text, ref i, out run))
            {
                return false;
            }

            switch (Segments++)
            {
                case 1:
                    Second = run.Value;
                    break;
                case 2:
                    Third = run.Value;
                    break;
                case 3:
                    Fourth = run.Value;
                    break;
            }
        }

        ReleaseEnd = i;
        return true;
    }

    private bool ReadSuffixes(ReadOnlySpan<char> text, ref int i)
    {
        var at = AfterSeparator(text, i);
        Pre = PreReleaseAt(text, at, out var length);
        if (Pre != 0 && !ReadNumber(text, at + length, ref i, out PreNumber))
        {
            return false;
        }

        if (i + 1 < text.Length && text[i] == '-' && char.IsAsciiDigit(text[i + 1]))
        {
            HasPost = true;
            i++;
            if (!TryReadDigits(text, ref i, out PostNumber))
            {
                return false;
            }
        }
        else
        {
            at = AfterSeparator(text, i);
            length =
                Has(text, at, "post") ? 4
                : Has(text, at, "rev") ? 3
                : Has(text, at, "r") ? 1
                : 0;
            HasPost = length > 0;
            if (HasPost && !ReadNumber(text, at + length, ref i, out PostNumber))
            {
                return false;
            }
        }

        at = AfterSeparator(text, i);
        HasDev = Has(text, at, "dev");
        return !HasDev || ReadNumber(text, at + 3, ref i, out DevNumber);
    }

    // [a-z0-9]+ with single separators between: a separator at the end is not taken.
    private void ReadLocal(ReadOnlySpan<char> text, ref int i)
    {
        var end = i;
        while (end + 1 < text.Length && char.IsAsciiLetterOrDigit(text[end + 1]))
        {
            end++;
            while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            {
                end++;
            }

            LocalStart = i + 1;
            LocalEnd = end;
            if (end >= text.Length || text[end] is not ('-' or '_' or '.'))
            {
                break;
            }
        }

        i = LocalEnd > 0 ? LocalEnd : i;
    }

    // The number after a letter may be parted from it, and may be missing, which means 0.
    private static bool ReadNumber(ReadOnlySpan<char> text, int at, ref int i, out DigitRun number)
    {
        number = default;
        i = AfterSeparator(text, at);
        return i >= text.Length || !char.IsAsciiDigit(text[i]) || TryReadDigits(text, ref i, out number);
    }

    private static PreReleaseKind PreReleaseAt(ReadOnlySpan<char> text, int at, out int length)
    {
        length = 0;
        if (at >= text.Length)
        {
            return 0;
        }

        switch (text[at] | 0x20)
        {
            case 'a':
                length = Has(text, at, "alpha") ? 5 : 1;
                return PreReleaseKind.Alpha;
            case 'b':
                length = Has(text, at, "beta") ? 4 : 1;
                return PreReleaseKind.Beta;
            case 'c':
                length = 1;
                return PreReleaseKind.Candidate;
            case 'r' when Has(text, at, "rc"):
                length = 2;
                return PreReleaseKind.Candidate;
            case 'p' when Has(text, at, "pre"):
                length = Has(text, at, "preview") ? 7 : 3;
                return PreReleaseKind.Candidate;
            default:
                return 0;
        }
    }

    private static int AfterSeparator(ReadOnlySpan<char> text, int i) =>
        i < text.Length && text[i] is '-' or '_' or '.' ? i + 1 : i;

    private static bool Has(ReadOnlySpan<char> text, int at, ReadOnlySpan<char> word)
    {
        if (at + word.Length > text.Length)
        {
            return false;
        }

        for (var i = 0; i < word.Length; i++)
        {
            // ASCII letters only: no fold of U+0130, U+0131, U+017F or U+212A reaches here.
            if ((text[at + i] | 0x20) != word[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<char> text, ref int i, out DigitRun run)
    {
        var start = i;
        var value = 0UL;
        while (i < text.Length && char.IsAsciiDigit(text[i]))
        {
            var digit = (ulong)(text[i] - '0');
            value = value > (ulong.MaxValue - digit) / 10 ? ulong.MaxValue : (value * 10) + digit;
            i++;
        }

        run = new DigitRun(start, i, value);
        return i > start && i - start <= MostDigits;
    }
}
