using System.Collections.Immutable;
using Plumb.Cli.Rendering;
using Plumb.Index;
using Plumb.Python;
using Plumb.Resolution;
using Plumb.Resolution.Cores;
using Plumb.Resolution.Explanations;
using Plumb.Resolution.Repairs;

namespace Plumb.Cli.Commands;

/// <summary>What <c>lock</c> found.</summary>
internal sealed record LockAnswer
{
    /// <summary>What was asked.</summary>
    public required LockQuestion Question { get; init; }

    /// <summary>The Python and the platform of the solution: those that were asked for, or the repair's.</summary>
    public LockTarget Target =>
        Solved is null ? Question.Target : Question.Target with { Python = Solved.Target.Python };

    /// <summary>Where the versions come from.</summary>
    public required IndexSnapshot Index { get; init; }

    /// <summary>The solution; null when there is none.</summary>
    public Resolved? Resolved { get; init; }

    /// <summary>What is broken in the solution all the same.</summary>
    public ImmutableArray<Hazard> Hazards =>
        Resolved is null ? [] : Hazard.Of(Resolved.Packages, Target.Platform.System == OperatingSystemFamily.Windows);

    /// <summary>The request that the solution meets: the one that was asked, or a repaired one.</summary>
    public ResolutionRequest? Solved { get; init; }

    /// <summary>The conflicts; null when there is none.</summary>
    public ConflictCores? Conflicts { get; init; }

    /// <summary>Why, conflict by conflict.</summary>
    public ImmutableArray<ConflictExplanation?> Explanations { get; init; } = [];

    /// <summary>What would solve each.</summary>
    public ImmutableArray<ImmutableArray<Repair>> Repairs { get; init; } = [];

    /// <summary>The first repairs of all conflicts at once; null when they do not work together.</summary>
    public Repair? Together { get; init; }

    /// <summary>The repair that was taken; null when none was needed or asked for.</summary>
    public Repair? Repaired { get; init; }

    /// <summary>The lines that were rewritten, or would be.</summary>
    public ImmutableArray<RewrittenLine> Rewritten { get; init; } = [];

    /// <summary>The changed lines are only shown.</summary>
    public bool IsDry { get; init; }

    /// <summary>Why there is neither a solution nor a conflict; null when there is one.</summary>
    public ReportError? Trouble { get; init; }
}

/// <summary>A line of a requirements file before and after.</summary>
/// <param name="File">The file, absolute.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Old">What stood there.</param>
/// <param name="New">What stands there now.</param>
internal sealed record RewrittenLine(string File, int Line, string Old, string New);
