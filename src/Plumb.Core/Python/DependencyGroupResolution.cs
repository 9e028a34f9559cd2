using System.Collections.Immutable;

namespace Plumb.Python;

/// <summary>What can be wrong with a dependency group.</summary>
public enum DependencyGroupErrorKind
{
    /// <summary>No group has the name.</summary>
    NotFound,

    /// <summary>Two groups have the same normalised name.</summary>
    DuplicateName,

    /// <summary>The group includes itself, directly or by way of others.</summary>
    Cycle,

    /// <summary>The group is no list, an item neither a string nor a table, or the name of an included group no string.</summary>
    WrongType,

    /// <summary>An item is a table of a form that PEP 735 does not define.</summary>
    MalformedItem,

    /// <summary>An item is a string but no requirement (PEP 508).</summary>
    InvalidRequirement,

    /// <summary>Includes go too deep or come to too many requirements.</summary>
    TooLarge,
}

/// <summary>One thing wrong with a dependency group.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Group">The normalised name of the group it was found in.</param>
/// <param name="Message">One plain sentence.</param>
/// <param name="Offset">Where it stands in the file, in UTF-16 units; -1 when that is not known.</param>
public sealed record DependencyGroupError(DependencyGroupErrorKind Kind, string Group, string Message, int Offset = -1);

/// <summary>A group with everything that it includes: requirements in order, or what is wrong.</summary>
/// <param name="Requirements">The requirements, repeated where a group is included repeatedly; empty when there are errors.</param>
/// <param name="Errors">What is wrong, each once.</param>
public sealed record DependencyGroupResolution(
    ImmutableArray<Requirement> Requirements,
    ImmutableArray<DependencyGroupError> Errors
);
