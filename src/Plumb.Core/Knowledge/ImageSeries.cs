using System.Collections.Immutable;

namespace Plumb.Knowledge;

/// <summary>The tags of an image for one CUDA: each of what they hold for each of the systems.</summary>
/// <param name="Image">Such as <c>nvidia/cuda</c>.</param>
/// <param name="Cuda">The whole version: <c>12.4.1</c>.</param>
/// <param name="Systems">What they are built on: <c>ubuntu22.04</c>.</param>
/// <param name="Holds">What they hold: <c>base</c>, <c>runtime</c>, <c>devel</c>, <c>cudnn-devel</c>.</param>
/// <param name="Cudnn">The major version of the cuDNN of those with cuDNN; null where none has it.</param>
/// <param name="IsComplete">There is no other tag of this CUDA for any system that the table names.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record ImageSeries(
    string Image,
    string Cuda,
    ImmutableArray<string> Systems,
    ImmutableArray<string> Holds,
    int? Cudnn,
    bool IsComplete,
    FactSource Source
);

/// <summary>What is known of one tag.</summary>
/// <param name="Reference">The tag.</param>
/// <param name="Cuda">Its CUDA: <c>12.8.1</c>.</param>
/// <param name="Cudnn">The major version of its cuDNN; null for none, or where it is not known.</param>
/// <param name="System">What it is built on: <c>ubuntu22.04</c>.</param>
/// <param name="Holds">What it holds: <c>cudnn-devel</c>.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record KnownImage(
    ImageReference Reference,
    string Cuda,
    int? Cudnn,
    string System,
    string Holds,
    FactSource Source
);
