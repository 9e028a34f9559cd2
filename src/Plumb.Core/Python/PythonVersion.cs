using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Plumb.Python;

/// <summary>
/// A version by PEP 440, ordered and equal as there: 1.0 and 1.0.0 are one version, written in two ways.
/// Three machine words; an ordinary version needs nothing on the heap.
/// </summary>
/// <remarks><c>default</c> is 0.dev0, the lowest of all versions.</remarks>
public readonly partial struct PythonVersion : IEquatable<PythonVersion>, IComparable<PythonVersion>
{
    private readonly VersionKey _key;

    // Nothing for an ordinary version, its local label, or a Remainder.
    private readonly object? _rest;

    private PythonVersion(VersionKey key, object? rest) => (_key, _rest) = (key, rest);

    /// <summary>What a key cannot hold: the parts as written, and the normalised local label.</summary>
    private sealed record Remainder(VersionParts Parts, string? Local);

    private VersionParts? Parts => (_rest as Remainder)?.Parts;

    /// <summary>The epoch: 0 unless written as in "1!2.0".</summary>
    public BigInteger Epoch => Parts?.Epoch ?? BigInteger.Zero;

    /// <summary>The release segments as written, zeros at the end included: 1, 0 for "1.0rc1".</summary>
    public ImmutableArray<BigInteger> Release => ToParts().Release;

    /// <summary>The pre-release segment; null when there is none.</summary>
    public PreRelease? Pre => Parts is { } parts ? parts.Pre : _key.Pre;

    /// <summary>The number of the post-release; null when it is none.</summary>
    public BigInteger? Post => Parts is { } parts ? parts.Post : _key.PostNumber;

    /// <summary>The number of the development release; null when it is none.</summary>
    public BigInteger? Dev => Parts is { } parts ? parts.Dev : _key.DevNumber;

    /// <summary>The local label, normalised: "cu118" for 2.1.0+cu118; null when there is none.</summary>
    public string? Local => _rest as string ?? (_rest as Remainder)?.Local;

    /// <summary>True for pre-releases and development releases.</summary>
    public bool IsPrerelease => Parts is { } parts ? parts.Pre is not null || parts.Dev is not null : _key.IsPreRelease;

    /// <summary>The version without its local label.</summary>
    public PythonVersion Public =>
        _rest switch
        {
            string => new PythonVersion(_key, null),
            Remainder { Local: not null } rest => new PythonVersion(_key, rest with { Local = null }),
            _ => this,
        };

    /// <summary>The first release segment; <see cref="int.MaxValue"/> when it is larger.</summary>
    public int Major => SegmentOrZero(0);

    /// <summary>The second release segment, 0 when there is none; <see cref="int.MaxValue"/> when it is larger.</summary>
    public int Minor => SegmentOrZero(1);

    /// <summary>The third release segment, 0 when there is none; <see cref="int.MaxValue"/> when it is larger.</summary>
    public int Micro => SegmentOrZero(2);

    /// <summary>Reads a version; blanks around it are allowed, as <c>packaging</c> and pip allow them.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PythonVersion version)
    {
        if (VersionKey.TryPack(text, out var key))
        {
            version = new PythonVersion(key, null);
            return true;
        }

        version = default;
        text = PythonText.Trim(text);
        if (
            !VersionSyntax.TryRead(text, 0, allowPrefix: false, allowLocal: true, out var syntax)
            || syntax.End != text.Length
        )
        {
            return false;
        }

        version = FromSyntax(text, syntax);
        return true;
    }

    /// <summary>Reads a version known to be valid, for literals; throws <see cref="FormatException"/> otherwise.</summary>
    public static PythonVersion Parse(string text) =>
        TryParse(text, out var version) ? version : throw new FormatException($"'{text}' is not a version (PEP 440)");

    internal static PythonVersion FromSyntax(ReadOnlySpan<char> text, scoped in VersionSyntax syntax)
    {
        var local = syntax.LocalEnd == 0 ? null : LocalVersion.Normalize(text[syntax.LocalStart..syntax.LocalEnd]);
        return VersionKey.TryPack(syntax, out var key)
            ? new PythonVersion(key, local)
            : FromParts(PartsReader.Read(text, syntax), local);
    }

    /// <summary>Puts a version together; <paramref name="local"/> is taken as normalised.</summary>
    internal static PythonVersion FromParts(VersionParts parts, string? local = null)
    {
        var key = VersionKey.Of(parts, out var isExact);
        return new PythonVersion(key, isExact ? local : new Remainder(parts, local));
    }

    internal VersionParts ToParts() => Parts ?? _key.ToParts();

    private int SegmentOrZero(int index)
    {
        if (Parts is not { Release: var release })
        {
            return (int)_key.Segment(index);
        }

        return index >= release.Length ? 0
            : release[index] > int.MaxValue ? int.MaxValue
            : (int)release[index];
    }

    /// <summary>The order of PEP 440, local labels included.</summary>
    public int CompareTo(PythonVersion other)
    {
        var order = _key.CompareOrder(other._key);
        if (order != 0 || (_rest is null && other._rest is null))
        {
            return order;
        }

        order = ComparePublic(other);
        return order != 0 ? order : LocalVersion.Compare(Local, other.Local);
    }

    /// <summary>The order of the public parts: 0 for 1.0 and 1.0+local.</summary>
    internal int ComparePublic(PythonVersion other)
    {
        var order = _key.CompareOrder(other._key);
        return order != 0 || (Parts ?? other.Parts) is null ? order : ToParts().CompareOrder(other.ToParts());
    }

    /// <summary>The order of epoch, release and pre-release: 0 for 1.0 and 1.0.post1.</summary>
    internal int CompareFamily(PythonVersion other)
    {
        var order = _key.CompareFamily(other._key);
        return order != 0 || (Parts ?? other.Parts) is null ? order : ToParts().CompareFamily(other.ToParts());
    }

    /// <inheritdoc />
    public bool Equals(PythonVersion other) => CompareTo(other) == 0;

    /// <inheritdoc />
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is PythonVersion other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() =>
        HashCode.Combine(_key.High, _key.Order, Local?.GetHashCode(StringComparison.Ordinal) ?? 0);

    /// <summary>Same version, however many zeros end the release.</summary>
    public static bool operator ==(PythonVersion left, PythonVersion right) => left.Equals(right);

    /// <summary>Another version.</summary>
    public static bool operator !=(PythonVersion left, PythonVersion right) => !left.Equals(right);

    /// <summary>Older.</summary>
    public static bool operator <(PythonVersion left, PythonVersion right) => left.CompareTo(right) < 0;

    /// <summary>Older or the same.</summary>
    public static bool operator <=(PythonVersion left, PythonVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Newer.</summary>
    public static bool operator >(PythonVersion left, PythonVersion right) => left.CompareTo(right) > 0;

    /// <summary>Newer or the same.</summary>
    public static bool operator >=(PythonVersion left, PythonVersion right) => left.CompareTo(right) >= 0;
}
