using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Machine;
using Plumb.Stacks;

namespace Plumb.Environments;

/// <summary>What was seen of the things that a stack needs beside packages.</summary>
/// <param name="Stack">The stack that was asked about.</param>
/// <param name="Variant">The name of the variant that was asked for; null to choose by the machine.</param>
/// <param name="Machine">The machine; its first disk is that of the environment.</param>
/// <param name="System">The libraries and programs, in the order of the stack.</param>
/// <param name="Models">The model files, in the order of the stack.</param>
public sealed record StackObservation(
    Stack Stack,
    string? Variant,
    MachineProfile Machine,
    ImmutableArray<ObservedSystemNeed> System,
    ImmutableArray<ObservedModel> Models
);

/// <summary>A library or program that a stack needs.</summary>
/// <param name="Need">What is needed.</param>
/// <param name="Path">Where it was found; null when it was not.</param>
/// <param name="WasLooked">False where nobody can tell: another system's loader, no PATH.</param>
public sealed record ObservedSystemNeed(SystemNeed Need, string? Path, bool WasLooked);

/// <summary>How a model file lies on disk.</summary>
public enum ModelState
{
    /// <summary>It is there as the stack says, as far as was looked.</summary>
    Present,

    /// <summary>Nothing is there.</summary>
    Missing,

    /// <summary>It has another size than the stack says.</summary>
    OtherSize,

    /// <summary>It has the size and another SHA-256.</summary>
    OtherHash,

    /// <summary>A git-lfs pointer lies in its place.</summary>
    LfsPointer,

    /// <summary>A page of HTML lies in its place.</summary>
    WebPage,

    /// <summary>Something is there that cannot be read.</summary>
    Unreadable,

    /// <summary>Nobody can tell where it would lie: the home folder or the application's is not known.</summary>
    Unknown,
}

/// <summary>A model file of a stack.</summary>
/// <param name="Model">What is needed.</param>
/// <param name="Path">Where it was looked for; null when that is not known.</param>
/// <param name="State">What was found.</param>
/// <param name="Bytes">The size that was found; null when nothing was.</param>
/// <param name="Digest">Its SHA-256; null unless hashes were compared.</param>
public sealed record ObservedModel(
    StackModel Model,
    string? Path,
    ModelState State,
    long? Bytes = null,
    Sha256Digest? Digest = null
);
