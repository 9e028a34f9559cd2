using System.Diagnostics.CodeAnalysis;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Conda;

/// <summary>
/// A package that conda installs, in the notation of its match specifications: <c>conda-forge::numpy=1.26</c>,
/// <c>python >=3.10,&lt;3.13</c>, <c>pytorch=2.1=*cuda*</c>, <c>numpy[version='>=1.26']</c>.
/// </summary>
public sealed record CondaDependency
{
    private static readonly System.Buffers.SearchValues<char> _nameEnds = System.Buffers.SearchValues.Create(
        " =<>!~\t"
    );

    /// <summary>The package's name in conda's world, in lower case; it may differ from the name on a Python index.</summary>
    public required string Name { get; init; }

    /// <summary>The channel that it must come from, with its subfolder if one is named; null for any.</summary>
    public string? Channel { get; init; }

    /// <summary>The versions as written, with the operator; null for any.</summary>
    public string? Version { get; init; }

    /// <summary>The build that it must be, perhaps with stars; null for any.</summary>
    public string? Build { get; init; }

    /// <summary>Where it stands.</summary>
    public required Location Location { get; init; }

    /// <summary>
    /// The allowed versions in the terms of PEP 440 where they can be said so; null for any, or where they cannot: alternatives with
    /// <c>|</c>, regular expressions, versions that Python does not know.
    /// </summary>
    public VersionSpecifiers? Specifiers => CondaVersions.ToSpecifiers(Version);

    /// <summary>Reads a match specification.</summary>
    /// <param name="text">As written, comments included.</param>
    /// <param name="location">Where it stands.</param>
    /// <param name="dependency">What was read; null when there is no name.</param>
    /// <param name="error">What is wrong; null when nothing is.</param>
    public static bool TryParse(
        string text,
        Location location,
        [NotNullWhen(true)] out CondaDependency? dependency,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        dependency = null;
        var comment = text.IndexOf('#', StringComparison.Ordinal);
        var rest = (comment < 0 ? text : text[..comment]).Trim();
        var brackets = ReadBrackets(ref rest);
        string? channel = null;
        var colons = rest.LastIndexOf("::", StringComparison.Ordinal);
        if (colons >= 0)
        {
            channel = rest[..colons].Trim();
            rest = rest[(colons + 2)..].Trim();
        }

        var nameEnd = rest.AsSpan().IndexOfAny(_nameEnds);
        var name = (nameEnd < 0 ? rest : rest[..nameEnd]).ToLowerInvariant();
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '*'))
        {
            error = new FormatError("A dependency begins with the name of a package", 0);
            return false;
        }

        var (version, build) = SplitVersion(nameEnd < 0 ? "" : rest[nameEnd..].Trim());
        error = null;
        dependency = new CondaDependency
        {
            Name = name,
            Channel = brackets.GetValueOrDefault("channel") ?? (channel is "" ? null : channel),
            Version = brackets.GetValueOrDefault("version") ?? version,
            Build = brackets.GetValueOrDefault("build") ?? build,
            Location = location,
        };
        return true;
    }

    // "=1.26=py312_0" is a version and a build; so is ">=1.26 py312_0".
    private static (string? Version, string? Build) SplitVersion(string text)
    {
        var bare = text.TrimStart('=', '<', '>', '!', '~', ' ');
        var operators = text[..^bare.Length];
        if (bare.Length == 0)
        {
            return (null, null);
        }

        var last = bare.LastIndexOfAny(['=', ' ']);
        var canSplit =
            last > 0 && bare.AsSpan(0, last).TrimEnd()[^1] is not ('<' or '>' or '!' or '~' or '=' or ',' or '|');
        var follows = last >= 0 ? bare[(last + 1)..].TrimStart() : "";
        if (!canSplit || follows.Length == 0 || follows[0] is '<' or '>' or '!' or '~' or ',' or '|')
        {
            return (operators.Trim() + bare, null);
        }

        return (operators.Trim() + bare[..last].Trim(), follows);
    }

    private static Dictionary<string, string> ReadBrackets(ref string rest)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = rest.IndexOf('[', StringComparison.Ordinal);
        if (open < 0 || !rest.EndsWith(']'))
        {
            return found;
        }

        var inside = rest[(open + 1)..^1];
        rest = rest[..open].TrimEnd();
        while (inside.IndexOf('=', StringComparison.Ordinal) is var equal and > 0)
        {
            var key = inside[..equal].Trim(' ', ',');
            inside = inside[(equal + 1)..].TrimStart();
            var isQuoted = inside.Length > 0 && inside[0] is '\'' or '"';
            var end = isQuoted ? inside.IndexOf(inside[0], 1) : inside.IndexOf(',', StringComparison.Ordinal);
            end = end < 0 ? inside.Length : end;
            found[key] = isQuoted ? inside[1..Math.Max(1, end)] : inside[..end].Trim();
            inside = end < inside.Length ? inside[(end + 1)..] : "";
        }

        return found;
    }
}
