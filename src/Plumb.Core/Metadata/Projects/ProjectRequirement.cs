using System.Collections.Immutable;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>One requirement of a project.</summary>
public sealed record ProjectRequirement
{
    /// <summary>
    /// As <c>Requires-Dist</c> would have it; for what cannot be read, as written. It may hold credentials.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>Where it stands.</summary>
    public required Location Location { get; init; }

    /// <summary>
    /// The requirement with the condition of its extra; null when it cannot be read, or when PEP 508 has no words for
    /// its versions (poetry's alternatives).
    /// </summary>
    public Requirement? Requirement { get; init; }

    /// <summary>The distribution; empty when it cannot be read.</summary>
    public PackageName Name { get; init; }

    /// <summary>The allowed versions; null when it cannot be read.</summary>
    public VersionRange? Range { get; init; }

    /// <summary>When it counts; null for always.</summary>
    public Marker? Marker { get; init; }

    /// <summary>The extra, normalised; null for what is always needed.</summary>
    public string? Extra { get; init; }

    /// <summary>Why it cannot be read; null when it can.</summary>
    public FormatError? Refusal { get; init; }

    /// <inheritdoc />
    public override string ToString() => Redaction.Redact(Text);
}

/// <summary>The Python versions that a project runs on.</summary>
/// <param name="Text">As <c>Requires-Python</c> would have it.</param>
/// <param name="Specifiers">The same as a value; null when it cannot be read.</param>
/// <param name="Location">Where it stands.</param>
public sealed record PythonRequirement(string Text, VersionSpecifiers? Specifiers, Location Location);

/// <summary>Where a group of development requirements comes from.</summary>
public enum ProjectGroupKind
{
    /// <summary><c>[dependency-groups]</c> (PEP 735).</summary>
    Standard,

    /// <summary><c>[tool.poetry.group.…]</c> and <c>[tool.poetry.dev-dependencies]</c>.</summary>
    Poetry,

    /// <summary><c>[tool.pdm.dev-dependencies]</c>.</summary>
    Pdm,

    /// <summary><c>[tool.hatch.envs.…]</c>.</summary>
    Hatch,

    /// <summary><c>[tool.uv] dev-dependencies</c>.</summary>
    Uv,
}

/// <summary>Requirements for those who work on a project.</summary>
/// <param name="Name">As written.</param>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Requirements">With what it includes; empty when there are errors.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record ProjectGroup(
    string Name,
    ProjectGroupKind Kind,
    ImmutableArray<ProjectRequirement> Requirements,
    ImmutableArray<ProjectProblem> Errors
);

/// <summary>Something in a project's files that stops its build backend, or that is worth saying.</summary>
/// <param name="Message">One plain sentence without credentials.</param>
/// <param name="Location">Where.</param>
public sealed record ProjectProblem(string Message, Location Location)
{
    /// <inheritdoc />
    public override string ToString() => $"{Location}: {Message}";
}
