using System.Collections.Immutable;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Stacks;

/// <summary>Distributions of which one may be installed.</summary>
/// <param name="Packages">They.</param>
/// <param name="Source">Why it is so.</param>
/// <param name="Place">Where it stands.</param>
public sealed record StackExclusion(ImmutableArray<PackageName> Packages, StackSource Source, Location Place);

/// <summary>A library or program of the system.</summary>
/// <param name="Library">The library's file name, as loaders ask for it: <c>libGL.so.1</c>; "" when it is a program.</param>
/// <param name="Command">The program's name; "" when it is a library.</param>
/// <param name="Systems">Where it is needed; empty for everywhere.</param>
/// <param name="Packages">Which package brings it, by the ID of os-release; empty where the knowledge of libraries says it.</param>
/// <param name="NeededBy">The distribution or step that needs it; "" when not stated.</param>
/// <param name="Variants">For which variants; empty for all.</param>
/// <param name="IsOptional">The application runs without it.</param>
/// <param name="Source">Why it is so.</param>
/// <param name="Place">Where it stands.</param>
public sealed record SystemNeed(
    string Library,
    string Command,
    ImmutableArray<OperatingSystemFamily> Systems,
    ImmutableArray<(string System, string Package)> Packages,
    string NeededBy,
    ImmutableArray<string> Variants,
    bool IsOptional,
    StackSource Source,
    Location Place
)
{
    /// <summary>The library or program.</summary>
    public string Name => Library.Length > 0 ? Library : Command;
}

/// <summary>A variable under which the application runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; "" to leave it unset.</param>
/// <param name="Variants">For which variants; empty for all.</param>
/// <param name="Source">Why it is so.</param>
public sealed record StackVariable(string Name, string Value, ImmutableArray<string> Variants, StackSource Source);

/// <summary>What starts the application.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Command">The program and its arguments, not parsed by any shell.</param>
/// <param name="Systems">Where; empty for everywhere.</param>
/// <param name="Source">Why it is so.</param>
public sealed record StackLauncher(
    string Name,
    ImmutableArray<string> Command,
    ImmutableArray<OperatingSystemFamily> Systems,
    StackSource Source
);

/// <summary>One step of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Models">The models that it holds, by their names in the stack.</param>
/// <param name="Device">Where it computes: <c>gpu</c> or <c>cpu</c>.</param>
/// <param name="PeakBytes">Memory at its worst beside the weights; null when not stated.</param>
/// <param name="Keeps">The models stay loaded afterwards.</param>
/// <param name="Source">Why it is so.</param>
public sealed record PipelineStep(
    string Name,
    ImmutableArray<string> Models,
    string Device,
    long? PeakBytes,
    bool Keeps,
    StackSource Source
);

/// <summary>A failure that users of the application meet.</summary>
/// <param name="Signature">The name of the signature in <c>knowledge/failures/</c>.</param>
/// <param name="Symptom">What is seen.</param>
/// <param name="Source">Why it is so.</param>
/// <param name="Place">Where it stands.</param>
public sealed record KnownFailure(string Signature, string Symptom, StackSource Source, Location Place);

/// <summary>Something that the application's guides say and that is not so.</summary>
/// <param name="Says">What they say, in our words.</param>
/// <param name="Correct">What is right.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record StackCorrection(string Says, string Correct, StackSource Source);
