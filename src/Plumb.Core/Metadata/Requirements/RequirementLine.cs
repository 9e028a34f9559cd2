using System.Collections.Immutable;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Requirements;

/// <summary>A hash that an archive may have: one of sha256, sha384, sha512, and the digest as written.</summary>
public readonly record struct ArchiveHash(string Algorithm, string Digest);

/// <summary>One requirement of a requirements file, as pip 26 reads it.</summary>
public sealed record RequirementLine
{
    /// <summary>The requirement as it stands after continuations, comments, variables and options; it may hold credentials.</summary>
    public required string Text { get; init; }

    /// <summary>Where it begins.</summary>
    public required Location Location { get; init; }

    /// <summary>It follows <c>-e</c>.</summary>
    public bool IsEditable { get; init; }

    /// <summary>It stands in a file of constraints: it says which version is taken, not that any is.</summary>
    public bool IsConstraint { get; init; }

    /// <summary>
    /// The requirement as a value; of a wheel's URL or path the name and version of its file name, of another URL the
    /// <c>#egg</c>. Null when nothing tells the name, or when <see cref="Refusal"/> says why pip refuses the line.
    /// </summary>
    public Requirement? Requirement { get; init; }

    /// <summary>When the requirement counts; null for always. Also of lines without a name.</summary>
    public Marker? Marker { get; init; }

    /// <summary>The extras asked for, in ordinal order. Also of lines without a name.</summary>
    public ImmutableArray<string> Extras { get; init; } = [];

    /// <summary>The URL, a path as a file: URL; null when an index decides. It may hold credentials.</summary>
    public string? Link { get; init; }

    /// <summary>The hashes that the archive may have.</summary>
    public ImmutableArray<ArchiveHash> Hashes { get; init; } = [];

    /// <summary>Settings for the build backend in the order written.</summary>
    public ImmutableArray<KeyValuePair<string, string>> ConfigSettings { get; init; } = [];

    /// <summary>Why pip refuses the line; null when it takes it. The offset counts in <see cref="Text"/>.</summary>
    public FormatError? Refusal { get; init; }

    /// <inheritdoc />
    public override string ToString() => Redaction.Redact(IsEditable ? "-e " + Text : Text);
}
