using System.Collections.Immutable;

namespace Plumb.Machine.Gpus;

/// <summary>What <c>CUDA_VISIBLE_DEVICES</c> asks for (NVIDIA, CUDA C++ Programming Guide, "CUDA Environment Variables").</summary>
/// <param name="Text">As it is set.</param>
/// <param name="Entries">Its entries up to the first that names no device: CUDA stops there. Empty when it hides all.</param>
/// <param name="Stopped">The entry at which CUDA stops; null when all are usable.</param>
public sealed record VisibleDevices(string Text, ImmutableArray<string> Entries, string? Stopped);
