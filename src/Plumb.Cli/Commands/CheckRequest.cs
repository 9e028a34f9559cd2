using Plumb.Checks;
using Plumb.Cli.Rendering;

namespace Plumb.Cli.Commands;

/// <summary>What <c>check</c> is asked.</summary>
/// <param name="Path">An application, environment, interpreter or site-packages folder as it was typed; null to look for one.</param>
/// <param name="Root">A folder of this machine that stands for <c>/</c>, absolute; null for this machine.</param>
/// <param name="Python">The interpreter to take, as it was typed; null to look for one.</param>
/// <param name="Against">A declaration of requirements to compare with, as it was typed.</param>
/// <param name="Selection">The rules that are wanted.</param>
/// <param name="Verify">Compare hashes too.</param>
internal sealed record CheckRequest(
    string? Path,
    string? Root,
    string? Python,
    string? Against,
    RuleSelection Selection,
    bool Verify
)
{
    /// <summary>Somebody waits at a terminal.</summary>
    public bool ShowsProgress { get; init; }
}

/// <summary>Looks at an environment. Never throws for what is wrong in the user's world.</summary>
internal delegate CheckReport Inspector(CheckRequest request, World world);
