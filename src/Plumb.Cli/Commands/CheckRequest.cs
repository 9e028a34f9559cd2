using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Cli.Rendering;
using Plumb.Environments.Observing;

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
    /// <summary>The imports to try; null to run nothing.</summary>
    public ImportsRequest? Imports { get; init; }

    /// <summary>The stack to judge by; null for none.</summary>
    public StackRequest? Stack { get; init; }

    /// <summary>Somebody waits at a terminal.</summary>
    public bool ShowsProgress { get; init; }
}

/// <summary>Which modules are imported by the environment's own interpreter.</summary>
/// <param name="Modules">The modules; empty for all that the distributions bring.</param>
/// <param name="Time">How long each may take.</param>
internal sealed record ImportsRequest(ImmutableArray<string> Modules, TimeSpan Time);

/// <summary>Looks at an environment. Never throws for what is wrong in the user's world.</summary>
internal delegate CheckReport Inspector(CheckRequest request, World world);
