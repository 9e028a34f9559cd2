using System.Diagnostics.CodeAnalysis;

namespace Plumb.Python;

/// <summary>The name of a distribution, normalised (PEP 503): lower-case ASCII, runs of <c>-</c>, <c>_</c> and <c>.</c> as one <c>-</c>.</summary>
/// <remarks><c>default</c> is no name: its <see cref="Normalized"/> is "".</remarks>
public readonly struct PackageName : IEquatable<PackageName>, IComparable<PackageName>
{
    private readonly string? _normalized;

    private PackageName(string normalized) => _normalized = normalized;

    /// <summary>The normalised spelling: "ruamel-yaml" for "Ruamel.YAML".</summary>
    public string Normalized => _normalized ?? "";

    /// <summary>True for <c>default</c>, which is no name.</summary>
    public bool IsEmpty => _normalized is null;

    /// <summary>Takes a name that PEP 508 allows: ASCII letters, digits, <c>-_.</c>, first and last a letter or digit.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PackageName name)
    {
        name = IsValid(text) ? new PackageName(IsNormalized(text) ? text.ToString() : Collapse(text)) : default;
        return !name.IsEmpty;
    }

    /// <summary>As the other overload; a name that is normalised already is kept without copying.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PackageName name)
    {
        name = text is not null && IsValid(text) ? new PackageName(Normalize(text)) : default;
        return !name.IsEmpty;
    }

    /// <summary>A name known to be valid, for literals; throws <see cref="FormatException"/> otherwise.</summary>
    public static PackageName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"'{text}' is not a package name");

    /// <summary>Takes any text as a name, normalised but not judged: what a broken metadata folder calls itself must still be told apart.</summary>
    public static PackageName Of(string text) => new(Normalize(text));

    /// <summary>Normalises any text as PEP 503 does a name, valid or not: also extras (PEP 685) and groups (PEP 735).</summary>
    public static string Normalize(string text) => IsNormalized(text) ? text : Collapse(text);

    /// <summary>True when a text is a valid name in its normalised spelling.</summary>
    public static bool IsNormalizedName(ReadOnlySpan<char> text) => IsValid(text) && IsNormalized(text);

    private static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsAsciiLetterOrDigit(text[0]) || !char.IsAsciiLetterOrDigit(text[^1]))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !IsSeparator(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNormalized(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && (c != '-' || (i > 0 && text[i - 1] == '-')))
            {
                return false;
            }
        }

        return true;
    }

    private static string Collapse(ReadOnlySpan<char> text)
    {
        var buffer = text.Length <= 128 ? stackalloc char[128] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (!IsSeparator(c))
            {
                buffer[length++] = char.ToLowerInvariant(c);
            }
            else if (length == 0 || buffer[length - 1] != '-')
            {
                buffer[length++] = '-';
            }
        }

        return buffer[..length].ToString();
    }

    private static bool IsSeparator(char c) => c is '-' or '_' or '.';

    /// <inheritdoc />
    public bool Equals(PackageName other) => string.Equals(_normalized, other._normalized, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is PackageName other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _normalized is null ? 0 : _normalized.GetHashCode(StringComparison.Ordinal);

    /// <summary>Ordinal order of the normalised spellings.</summary>
    public int CompareTo(PackageName other) => string.CompareOrdinal(_normalized, other._normalized);

    /// <summary>The normalised spelling.</summary>
    public override string ToString() => Normalized;

    /// <summary>Same name.</summary>
    public static bool operator ==(PackageName left, PackageName right) => left.Equals(right);

    /// <summary>Another name.</summary>
    public static bool operator !=(PackageName left, PackageName right) => !left.Equals(right);

    /// <summary>Sorts before.</summary>
    public static bool operator <(PackageName left, PackageName right) => left.CompareTo(right) < 0;

    /// <summary>Sorts before or is the same.</summary>
    public static bool operator <=(PackageName left, PackageName right) => left.CompareTo(right) <= 0;

    /// <summary>Sorts after.</summary>
    public static bool operator >(PackageName left, PackageName right) => left.CompareTo(right) > 0;

    /// <summary>Sorts after or is the same.</summary>
    public static bool operator >=(PackageName left, PackageName right) => left.CompareTo(right) >= 0;
}
