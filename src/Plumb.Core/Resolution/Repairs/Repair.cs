using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Resolution.Repairs;

/// <summary>A change after which requirements that were in conflict can be met; it was solved again before it is offered.</summary>
/// <param name="Changes">What changes.</param>
/// <param name="Request">The request as it is then.</param>
/// <param name="Steps">For a changed version, how many steps of the listing it is away from what was asked; 0 for other changes.</param>
public sealed record Repair(ImmutableArray<RepairChange> Changes, ResolutionRequest Request, int Steps);

/// <summary>One change of a repair.</summary>
/// <param name="Kind">What kind of change it is.</param>
/// <param name="Position">The requirement's or constraint's position in the request; -1 for the Python.</param>
/// <param name="From">What was asked, without its marker.</param>
/// <param name="To">What takes its place; null when nothing does.</param>
public sealed record RepairChange(RepairKind Kind, int Position, string From, string? To)
{
    /// <summary>The version that takes the place of what was asked; null for other changes.</summary>
    public PythonVersion? Version { get; init; }
}

/// <summary>Kinds of changes.</summary>
public enum RepairKind
{
    /// <summary>A requirement is left out.</summary>
    Drop,

    /// <summary>A requirement takes an older version than it asked for.</summary>
    Relax,

    /// <summary>A requirement takes a newer version than it asked for.</summary>
    Raise,

    /// <summary>Another Python is solved for.</summary>
    Python,

    /// <summary>A constraint is left out.</summary>
    Constraint,
}
