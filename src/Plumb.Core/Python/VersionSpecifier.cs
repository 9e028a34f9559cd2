using System.Diagnostics;
using System.Numerics;

namespace Plumb.Python;

/// <summary>One comparison of versions: "&gt;=1.0".</summary>
public sealed class VersionSpecifier : IEquatable<VersionSpecifier>
{
    private VersionRange? _range;

    internal VersionSpecifier(VersionOperator comparison, PythonVersion? version, bool isPrefix, string text)
    {
        Operator = comparison;
        Version = version;
        IsPrefix = isPrefix;
        Text = text;
    }

    /// <summary>How versions are compared.</summary>
    public VersionOperator Operator { get; }

    /// <summary>The version, for a prefix that before <c>.*</c>; null when <c>===</c> names something that is no version.</summary>
    public PythonVersion? Version { get; }

    /// <summary>True for <c>==1.4.*</c> and <c>!=1.4.*</c>.</summary>
    public bool IsPrefix { get; }

    /// <summary>Operator and version as written, without blanks.</summary>
    public string Text { get; }

    /// <summary>The version as written.</summary>
    internal ReadOnlySpan<char> VersionText => Text.AsSpan(Operator.Symbol.Length);

    /// <summary>True when the specifier names a pre-release in a way that asks for pre-releases (PEP 440, "Handling of pre-releases").</summary>
    public bool AsksForPrereleases =>
        Operator != VersionOperator.NotEqual && !IsPrefix && Version is { IsPrerelease: true };

    /// <summary>The versions that the specifier allows, pre-releases included. For <c>===</c>: the version of that text, if it is one.</summary>
    public VersionRange ToRange() => _range ??= MakeRange();

    /// <summary>Whether a text is a version that the specifier allows; for <c>===</c> it need not be a version.</summary>
    internal bool Allows(string text) =>
        Operator == VersionOperator.Arbitrary
            ? VersionText.Equals(text, StringComparison.OrdinalIgnoreCase)
            : PythonVersion.TryParse(text, out var version) && ToRange().Contains(version);

    private VersionRange MakeRange()
    {
        if (Version is not { } version)
        {
            return VersionRange.None;
        }

        var low = VersionCut.BeforeAll;
        return Operator switch
        {
            VersionOperator.GreaterOrEqual => VersionRange.Between(VersionCut.Before(version), null),
            VersionOperator.LessOrEqual => VersionRange.Between(low, VersionCut.AfterLocals(version)),
            VersionOperator.Greater => VersionRange.Between(Above(version), null),
            VersionOperator.Less => VersionRange.Between(low, Below(version)),
            VersionOperator.Equal => EqualRange(version),
            VersionOperator.NotEqual => EqualRange(version).Complement(),
            VersionOperator.Compatible => VersionRange.Between(
                VersionCut.Before(version),
                PrefixEnd(version, version.Release.Length - 1)
            ),
            VersionOperator.Arbitrary => VersionRange.Exactly(version),
            _ => throw new UnreachableException(),
        };
    }

    private VersionRange EqualRange(PythonVersion version) =>
        IsPrefix
            ? VersionRange.Between(VersionCut.Before(FirstOf(version)), PrefixEnd(version, version.Release.Length))
            : VersionRange.Between(
                VersionCut.Before(version),
                version.Local is null ? VersionCut.AfterLocals(version) : VersionCut.After(version)
            );

    // ">1.0" leaves out 1.0's post-releases and local versions, ">1.0.post1" only the local versions.
    private static VersionCut Above(PythonVersion version) =>
        version.Post is null && version.Dev is null ? VersionCut.AfterPosts(version) : VersionCut.AfterLocals(version);

    // "<1.0" leaves out 1.0's pre-releases, "<1.0rc1" does not leave out 1.0b1.
    private static VersionCut Below(PythonVersion version) =>
        VersionCut.Before(
            version.IsPrerelease ? version : PythonVersion.FromParts(version.ToParts() with { Dev = BigInteger.Zero })
        );

    private static PythonVersion FirstOf(PythonVersion version) =>
        PythonVersion.FromParts(new VersionParts(version.Epoch, version.Release, Dev: BigInteger.Zero));

    private static VersionCut PrefixEnd(PythonVersion version, int segments)
    {
        var prefix = version.Release[..segments];
        var next = prefix.SetItem(segments - 1, prefix[segments - 1] + 1);
        return VersionCut.Before(PythonVersion.FromParts(new VersionParts(version.Epoch, next, Dev: BigInteger.Zero)));
    }

    /// <summary>Same operator and same version: <c>==1.0</c> and <c>== 1.0.0</c> are equal, <c>~=1.0</c> and <c>~=1.0.0</c> are not.</summary>
    public bool Equals(VersionSpecifier? other) =>
        other is not null
        && Operator == other.Operator
        && IsPrefix == other.IsPrefix
        && (
            Operator == VersionOperator.Arbitrary || IsPrefix
                ? Text == other.Text
                : Version == other.Version
                    && (
                        Operator != VersionOperator.Compatible
                        || Version!.Value.Release.Length == other.Version!.Value.Release.Length
                    )
        );

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as VersionSpecifier);

    /// <inheritdoc />
    public override int GetHashCode() =>
        HashCode.Combine(
            Operator,
            Operator == VersionOperator.Arbitrary || IsPrefix
                ? Text.GetHashCode(StringComparison.Ordinal)
                : Version.GetHashCode()
        );

    /// <summary>The specifier as written, without blanks.</summary>
    public override string ToString() => Text;
}
