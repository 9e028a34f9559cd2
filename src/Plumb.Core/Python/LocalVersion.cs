namespace Plumb.Python;

/// <summary>Local version labels (PEP 440, "Local version identifiers"): "cu118", "ubuntu.1".</summary>
internal static class LocalVersion
{
    /// <summary>Lower case, segments parted by dots, numbers without zeros in front.</summary>
    public static string Normalize(ReadOnlySpan<char> label)
    {
        var buffer = label.Length <= 128 ? stackalloc char[128] : new char[label.Length];
        var (length, start) = (0, 0);
        while (start <= label.Length)
        {
            var end = start;
            while (end < label.Length && label[end] is not ('-' or '_' or '.'))
            {
                end++;
            }

            var segment = label[start..end];
            if (IsNumber(segment))
            {
                segment = segment.TrimStart('0');
                segment = segment.IsEmpty ? "0" : segment;
            }

            if (length > 0)
            {
                buffer[length++] = '.';
            }

            foreach (var c in segment)
            {
                buffer[length++] = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
            }

            start = end + 1;
        }

        return buffer[..length].ToString();
    }

    /// <summary>
    /// Compares normalised labels, null being none and lowest: segment by segment, numbers above words, a label above the one
    /// that it continues.
    /// </summary>
    public static int Compare(string? left, string? right)
    {
        if (left is null || right is null)
        {
            return (left is null ? 0 : 1) - (right is null ? 0 : 1);
        }

        var a = left.AsSpan();
        var b = right.AsSpan();
        while (!a.IsEmpty && !b.IsEmpty)
        {
            var order = CompareSegment(Take(ref a), Take(ref b));
            if (order != 0)
            {
                return order;
            }
        }

        return (a.IsEmpty ? 0 : 1) - (b.IsEmpty ? 0 : 1);
    }

    private static int CompareSegment(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var (isNumber, otherIsNumber) = (IsNumber(a), IsNumber(b));
        return isNumber != otherIsNumber ? (isNumber ? 1 : -1)
            : isNumber && a.Length != b.Length ? a.Length.CompareTo(b.Length)
            : a.SequenceCompareTo(b);
    }

    private static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> rest)
    {
        var dot = rest.IndexOf('.');
        var segment = dot < 0 ? rest : rest[..dot];
        rest = dot < 0 ? default : rest[(dot + 1)..];
        return segment;
    }

    private static bool IsNumber(ReadOnlySpan<char> segment) => !segment.ContainsAnyExceptInRange('0', '9');
}
