using System.Collections.Immutable;
using Plumb.Knowledge;

namespace Plumb.Diagnosis;

/// <summary>Why a program failed, as far as its log tells.</summary>
/// <param name="Code">The signature: words joined by hyphens.</param>
/// <param name="Sentence">The cause in words.</param>
/// <param name="Confidence">How sure it is, from 0 to 1.</param>
/// <param name="Lines">The lines that prove it.</param>
/// <param name="Fixes">What helps, the best first.</param>
/// <param name="Avoid">Popular advice that does harm or nothing, with the reason.</param>
/// <param name="Question">What would decide where the log cannot; null where it does.</param>
/// <param name="Source">Where this can be checked.</param>
public sealed record Cause(
    string Code,
    string Sentence,
    double Confidence,
    ImmutableArray<LogLine> Lines,
    ImmutableArray<CauseFix> Fixes,
    ImmutableArray<string> Avoid,
    string? Question,
    FactSource Source
)
{
    /// <summary>What the environment says of it, sentences; empty when none was asked.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>The file of an application or user that states it, and takes the place of what Plumb ships; null for what it ships.</summary>
    public string? From { get; init; }

    /// <summary>Why the application's stack knows it, a sentence; "" when it does not.</summary>
    public string Known { get; init; } = "";
}

/// <summary>A fix of a cause.</summary>
/// <param name="Title">In words.</param>
/// <param name="Commands">To be run as they are; empty where words are all there is.</param>
public sealed record CauseFix(string Title, ImmutableArray<string> Commands)
{
    /// <summary>It was tried on what the environment was seen to hold: the cause is gone there, and nothing new came.</summary>
    public bool Verified { get; init; }
}
