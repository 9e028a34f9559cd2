using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Python;

/// <summary>Comparisons of versions that must all hold: "&gt;=1.0,&lt;2" (PEP 440, "Version specifiers").</summary>
public sealed class VersionSpecifiers : IEquatable<VersionSpecifiers>
{
    private readonly bool _hasArbitrary;
    private VersionRange? _range;
    private VersionRange? _standardRange;

    private VersionSpecifiers(ImmutableArray<VersionSpecifier> items)
    {
        Items = items;
        _hasArbitrary = items.Any(s => s.Operator == VersionOperator.Arbitrary);
    }

    /// <summary>No comparison: every version is allowed.</summary>
    public static VersionSpecifiers Any { get; } = new([]);

    /// <summary>The comparisons in ordinal order of their text, none twice.</summary>
    public ImmutableArray<VersionSpecifier> Items { get; }

    /// <summary>True when one of the comparisons asks for pre-releases.</summary>
    public bool AsksForPrereleases => Items.Any(s => s.AsksForPrereleases);

    /// <summary>Reads comparisons parted by commas, blanks around each; "" is <see cref="Any"/>. Empty ones between commas are skipped.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out VersionSpecifiers? specifiers,
        [NotNullWhen(false)] out FormatError? error
    ) => TryParse(text, 0, text.Length, out specifiers, out error);

    /// <summary>Reads comparisons known to be valid, for literals; throws <see cref="FormatException"/> otherwise.</summary>
    public static VersionSpecifiers Parse(string text) =>
        TryParse(text, out var specifiers, out var error)
            ? specifiers
            : throw new FormatException($"'{text}': {error}");

    internal static bool TryParse(
        string text,
        int start,
        int end,
        [NotNullWhen(true)] out VersionSpecifiers? specifiers,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        (specifiers, error) = (null, null);
        var items = new List<VersionSpecifier>();
        for (var at = start; at < end; )
        {
            var comma = text.IndexOf(',', at, end - at);
            var itemEnd = comma < 0 ? end : comma;
            if (!TryAdd(text.AsSpan(0, itemEnd), at, items, out error))
            {
                return false;
            }

            at = itemEnd + 1;
        }

        specifiers = Of(items);
        return true;
    }

    /// <summary>Puts comparisons together; the list is taken over and sorted.</summary>
    internal static VersionSpecifiers Of(List<VersionSpecifier> items)
    {
        if (items.Count < 2)
        {
            return items.Count == 0 ? Any : new VersionSpecifiers([items[0]]);
        }

        items.Sort(static (a, b) => string.CompareOrdinal(a.Text, b.Text));
        return new VersionSpecifiers([.. items.Distinct()]);
    }

    private static bool TryAdd(
        ReadOnlySpan<char> text,
        int start,
        List<VersionSpecifier> items,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        error = null;
        var at = PythonText.SkipSpace(text, start);
        if (at == text.Length)
        {
            return true;
        }

        if (!SpecifierReader.TryRead(text, at, out var specifier, out var end, out error))
        {
            return false;
        }

        if (PythonText.SkipSpace(text, end) is var rest && rest < text.Length)
        {
            error = new FormatError("After a version a comma or the end is expected", rest);
            return false;
        }

        items.Add(specifier);
        return true;
    }

    /// <summary>The versions that are allowed, pre-releases included. <c>===</c> allows the version that its text is, if it is one.</summary>
    public VersionRange ToRange() => _range ??= Intersect(Items.AsSpan());

    /// <summary>
    /// Whether a version is allowed. Pre-releases are, since a single version has no final release beside it (PEP 440, "Handling of
    /// pre-releases"), unless <paramref name="prereleases"/> is false.
    /// </summary>
    public bool Contains(PythonVersion version, bool? prereleases = null) =>
        (prereleases != false || !version.IsPrerelease)
        && (_hasArbitrary ? Matches(version, version.ToString()) : ToRange().Contains(version));

    /// <summary>As for a version, and <c>===</c> is compared with the text as it stands, which need not be a version.</summary>
    public bool Contains(string version, bool? prereleases = null) =>
        PythonVersion.TryParse(version, out var parsed)
            ? (prereleases != false || !parsed.IsPrerelease) && Matches(parsed, version)
            : Matches(null, version);

    /// <summary>
    /// The allowed ones of some versions, in their order. Pre-releases are left out unless <paramref name="prereleases"/> is true,
    /// a comparison asks for them, or nothing else is allowed.
    /// </summary>
    public ImmutableArray<PythonVersion> Filter(IEnumerable<PythonVersion> versions, bool? prereleases = null) =>
        Filter(versions, prereleases, static v => v, static v => v.ToString());

    /// <summary>As for versions; a text that is no version is allowed by <c>===</c> alone, or where there is no comparison.</summary>
    public ImmutableArray<string> Filter(IEnumerable<string> versions, bool? prereleases = null) =>
        Filter(versions, prereleases, static t => PythonVersion.TryParse(t, out var v) ? v : null, static t => t);

    /// <summary>True when no version, and no text for <c>===</c>, can match.</summary>
    public bool CanNeverMatch(bool? prereleases = null)
    {
        _standardRange ??= Intersect(Items.Where(s => s.Operator != VersionOperator.Arbitrary).ToArray());
        return _standardRange.IsEmpty
            || (_hasArbitrary && ArbitraryCanNeverMatch(_standardRange, prereleases))
            || (prereleases == false && !_standardRange.HasFinalRelease());
    }

    private bool ArbitraryCanNeverMatch(VersionRange standard, bool? prereleases)
    {
        var arbitrary = Items.Where(s => s.Operator == VersionOperator.Arbitrary).ToList();
        if (arbitrary.Exists(s => !SameText(s.VersionText, arbitrary[0].VersionText)))
        {
            return true;
        }

        return arbitrary[0].Version is { } version
            ? (prereleases == false && version.IsPrerelease) || !standard.Contains(version)
            : arbitrary.Count < Items.Length;
    }

    private bool Matches(PythonVersion? version, string text)
    {
        foreach (var item in Items)
        {
            var matches =
                item.Operator == VersionOperator.Arbitrary
                    ? SameText(item.VersionText, text)
                    : version is { } v && item.ToRange().Contains(v);
            if (!matches)
            {
                return false;
            }
        }

        return true;
    }

    private ImmutableArray<T> Filter<T>(
        IEnumerable<T> items,
        bool? prereleases,
        Func<T, PythonVersion?> versionOf,
        Func<T, string> textOf
    )
    {
        var wanted = prereleases ?? (AsksForPrereleases ? true : null);
        var matching = new List<(T Item, bool IsPrerelease)>();
        var hasFinal = false;
        foreach (var item in items)
        {
            var version = versionOf(item);
            if (_hasArbitrary || version is null ? Matches(version, textOf(item)) : ToRange().Contains(version.Value))
            {
                matching.Add((item, version is { IsPrerelease: true }));
                hasFinal |= version is { IsPrerelease: false };
            }
        }

        var keepAll = wanted ?? !hasFinal;
        return [.. matching.Where(m => keepAll || !m.IsPrerelease).Select(m => m.Item)];
    }

    // By halves, so that a text of a hundred thousand exclusions takes no time that grows with its square.
    private static VersionRange Intersect(ReadOnlySpan<VersionSpecifier> items) =>
        items.Length switch
        {
            0 => VersionRange.All,
            1 => items[0].ToRange(),
            var count => Intersect(items[..(count / 2)]).Intersect(Intersect(items[(count / 2)..])),
        };

    // PEP 440, "Arbitrary equality": texts are compared without regard to case.
    private static bool SameText(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.Length == right.Length && left.Equals(right, StringComparison.OrdinalIgnoreCase);

    /// <summary>Same comparisons, as <see cref="VersionSpecifier.Equals(VersionSpecifier)"/> compares them.</summary>
    public bool Equals(VersionSpecifiers? other) =>
        other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as VersionSpecifiers);

    /// <inheritdoc />
    public override int GetHashCode() => Items.Aggregate(Items.Length, HashCode.Combine);

    /// <summary>The comparisons in ordinal order, parted by commas.</summary>
    public override string ToString() => string.Join(",", Items);
}
