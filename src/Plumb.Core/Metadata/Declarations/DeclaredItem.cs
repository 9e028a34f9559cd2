using Plumb.Metadata.Requirements;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Declarations;

/// <summary>One thing that an application says it needs.</summary>
public sealed record DeclaredItem
{
    /// <summary>As written; it may hold credentials.</summary>
    public required string Text { get; init; }

    /// <summary>Where it stands.</summary>
    public required Location Location { get; init; }

    /// <summary>
    /// The requirement; null where nothing tells the distribution's name (a bare URL or path), where PEP 508 has no words for
    /// it, where conda installs it, or where it cannot be read.
    /// </summary>
    public Requirement? Requirement { get; init; }

    /// <summary>The distribution; empty where nothing tells it. For conda's packages their name there.</summary>
    public PackageName Name { get; init; }

    /// <summary>The allowed versions; null where they cannot be told.</summary>
    public VersionRange? Range { get; init; }

    /// <summary>When it counts; null for always.</summary>
    public Marker? Marker { get; init; }

    /// <summary>The URL that it comes from, a path as a file: URL; null when an index decides. It may hold credentials.</summary>
    public string? Url { get; init; }

    /// <summary>It only limits which version is taken, should something else ask for the distribution.</summary>
    public bool IsConstraint { get; init; }

    /// <summary>It is to be installed editable.</summary>
    public bool IsEditable { get; init; }

    /// <summary>conda installs it, so that it counts by conda's name and not by a distribution's.</summary>
    public bool IsConda { get; init; }

    /// <summary>The extra that brings it in, normalised; null for always.</summary>
    public string? Extra { get; init; }

    /// <summary>The development group that it belongs to; null for what the application itself needs.</summary>
    public string? Group { get; init; }

    /// <summary>Why it cannot be read; null when it can.</summary>
    public FormatError? Refusal { get; init; }

    /// <summary>Needed without asking for an extra or a group.</summary>
    public bool IsDefault => Extra is null && Group is null && Refusal is null;

    /// <inheritdoc />
    public override string ToString() => Redaction.Redact(Text);

    internal static DeclaredItem Of(RequirementLine line) =>
        new()
        {
            Text = line.Text,
            Location = line.Location,
            Requirement = line.Requirement,
            Name = line.Requirement?.Name ?? default,
            Range = line.Requirement?.Specifiers.ToRange(),
            Marker = line.Marker,
            Url = line.Link,
            IsConstraint = line.IsConstraint,
            IsEditable = line.IsEditable,
            Refusal = line.Refusal,
        };

    internal static DeclaredItem Of(Projects.ProjectRequirement requirement, string? group = null) =>
        new()
        {
            Text = requirement.Text,
            Location = requirement.Location,
            Requirement = requirement.Requirement,
            Name = requirement.Name,
            Range = requirement.Range,
            Marker = requirement.Marker,
            Url = requirement.Requirement?.Url,
            Extra = requirement.Extra,
            Group = group,
            Refusal = requirement.Refusal,
        };
}
