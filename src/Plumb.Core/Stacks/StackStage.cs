using System.Collections.Immutable;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Stacks;

/// <summary>Packages that are installed together, and what shows that it worked.</summary>
/// <param name="Name">Its name, once in a stack.</param>
/// <param name="Packages">What every variant installs, in order.</param>
/// <param name="ByVariant">What single variants install besides.</param>
/// <param name="Imports">The modules that can be imported afterwards.</param>
/// <param name="IsOptional">The application runs without it.</param>
/// <param name="IsBuiltHere">It is compiled against what earlier stages installed: without build isolation.</param>
/// <param name="Source">Why it is so.</param>
/// <param name="Place">Where it stands.</param>
public sealed record StackStage(
    string Name,
    ImmutableArray<StackRequirement> Packages,
    ImmutableArray<VariantPackages> ByVariant,
    ImmutableArray<string> Imports,
    bool IsOptional,
    bool IsBuiltHere,
    StackSource Source,
    Location Place
);

/// <summary>What one variant installs in a stage.</summary>
/// <param name="Variant">Its name.</param>
/// <param name="Packages">In order.</param>
public sealed record VariantPackages(string Variant, ImmutableArray<StackRequirement> Packages);

/// <summary>A requirement of a stage.</summary>
/// <param name="Requirement">As PEP 508 has it.</param>
/// <param name="Place">Where it stands.</param>
public sealed record StackRequirement(Requirement Requirement, Location Place);
