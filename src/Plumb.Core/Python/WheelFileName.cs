using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;
using Plumb.Text;

namespace Plumb.Python;

/// <summary>What a wheel's file name says: <c>numpy-2.1.0-1-cp312-cp312-win_amd64.whl</c> (binary distribution format, PEP 427).</summary>
public sealed record WheelFileName
{
    // Longer than any file system allows; what comes from an index or a lock is not checked by one.
    private const int MaxLength = 4096;

    /// <summary>The distribution's name, normalised (PEP 503). Letters outside ASCII are let pass, as installers do.</summary>
    public required string Name { get; init; }

    /// <summary>The version.</summary>
    public required PythonVersion Version { get; init; }

    /// <summary>The build number; null when the name has none.</summary>
    public WheelBuildNumber? Build { get; init; }

    /// <summary>The tags that the name stands for, each once.</summary>
    public required ImmutableArray<WheelTag> Tags { get; init; }

    /// <summary>Reads a file name without its folder.</summary>
    /// <param name="text">The name, ending in <c>.whl</c>.</param>
    /// <param name="name">The parts; null when the name breaks the convention.</param>
    /// <param name="error">What breaks it, with an offset; null when nothing does.</param>
    /// <param name="requireSortedTags">Also refuse tags whose members are not in order: see <see cref="WheelTagSet"/>.</param>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out WheelFileName? name,
        [NotNullWhen(false)] out FormatError? error,
        bool requireSortedTags = false
    )
    {
        const string extension = ".whl";
        name = null;
        if (text.Length > MaxLength || !text.EndsWith(extension, StringComparison.Ordinal))
        {
            error = new FormatError("A wheel's file name ends in .whl", 0);
            return false;
        }

        var parts = text[..^extension.Length].Split('-');
        if (parts.Length is not (5 or 6))
        {
            error = new FormatError("A wheel's file name has five or six parts joined by hyphens", 0);
            return false;
        }

        if (
            parts[0].Length == 0
            || parts[0].Contains("__", StringComparison.Ordinal)
            || !parts[0].EnumerateRunes().All(IsNamePart)
        )
        {
            error = new FormatError("A wheel's file name begins with a project's name, its hyphens written as _", 0);
            return false;
        }

        var offset = parts[0].Length + 1;
        if (!PythonVersion.TryParse(parts[1], out var version))
        {
            error = new FormatError("The second part of a wheel's file name is a version", offset);
            return false;
        }

        offset += parts[1].Length + 1;
        WheelBuildNumber? build = null;
        if (parts.Length == 6)
        {
            build = ReadBuild(parts[2]);
            if (build is null)
            {
                error = new FormatError("A build number begins with a digit", offset);
                return false;
            }

            offset += parts[2].Length + 1;
        }

        var tagText = string.Join('-', parts[^3..]);
        if (!WheelTagSet.TryParse(tagText, out var tags, out var tagError, requireSortedTags))
        {
            error = tagError! with { Offset = offset + Math.Max(0, tagError.Offset) };
            return false;
        }

        error = null;
        name = new WheelFileName
        {
            Name = PackageName.Normalize(parts[0]),
            Version = version,
            Build = build,
            Tags = tags,
        };
        return true;
    }

    /// <summary>Same name, version, build number and tags.</summary>
    public bool Equals(WheelFileName? other) =>
        other is not null
        && Name == other.Name
        && Version == other.Version
        && Build == other.Build
        && Tags.AsSpan().SequenceEqual(other.Tags.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Name, Version, Build, Tags.Length);

    private static bool IsNamePart(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || rune.Value is '_' or '.'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static WheelBuildNumber? ReadBuild(string text)
    {
        var suffix = text.AsSpan().TrimStart("0123456789");
        var digits = text.AsSpan()[..^suffix.Length];
        return digits.IsEmpty
            ? null
            : new WheelBuildNumber(
                BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture),
                suffix.ToString()
            );
    }
}
