using System.Collections.Immutable;
using Plumb.Knowledge;

namespace Plumb.Diagnosis;

/// <summary>
/// What a failure looks like in a log, what causes it, and what helps. Its words are kept as they are written: of hundreds of signatures
/// one or two are said.
/// </summary>
/// <param name="Code">Its name: words joined by hyphens.</param>
/// <param name="Any">One of these stands in the log; empty when <paramref name="All"/> says it.</param>
/// <param name="All">Each of these stands in the log.</param>
/// <param name="None">None of these does.</param>
/// <param name="Where">What captures and facts have to be, by name.</param>
/// <param name="Weight">Which of several fitting signatures is the cause: the heaviest.</param>
/// <param name="Confidence">How sure it is where it fits, from 0 to 1.</param>
/// <param name="Sentences">The cause in words, <see cref="WordTemplate"/>s; the first whose names are all known is said.</param>
/// <param name="Fixes">What helps, the best first.</param>
/// <param name="Avoid">Popular advice that does harm or nothing, with the reason.</param>
/// <param name="Question">What would decide where the log cannot; null where it does.</param>
/// <param name="Beats">Codes of signatures that say less than this one where both fit.</param>
/// <param name="Source">Where all this can be checked.</param>
internal sealed record FailureSignature(
    string Code,
    ImmutableArray<LogPattern> Any,
    ImmutableArray<LogPattern> All,
    ImmutableArray<LogPattern> None,
    ImmutableArray<CaptureCondition> Where,
    int Weight,
    double Confidence,
    ImmutableArray<string> Sentences,
    ImmutableArray<SignatureFix> Fixes,
    ImmutableArray<string> Avoid,
    string? Question,
    ImmutableArray<string> Beats,
    FactSource Source
)
{
    /// <summary>What it asks of the environment, where one is known.</summary>
    public ImmutableArray<EnvironmentQuestion> Questions { get; init; } = [];

    /// <summary>Rules whose findings in the environment show it: codes or beginnings of codes.</summary>
    public ImmutableArray<string> Checks { get; init; } = [];

    /// <summary>The file of an application or user that states it; null for one that Plumb ships.</summary>
    public string? From { get; init; }

    /// <summary>It counts only at the end of the log: what comes before was got over.</summary>
    public bool IsLast { get; init; }

    /// <summary>It does not count where the log goes on to say that all went well.</summary>
    public bool IsTransient { get; init; }
}

/// <summary>A fix of a signature.</summary>
/// <param name="Title">In words.</param>
/// <param name="Run">Commands; empty where words are all there is.</param>
/// <param name="Os"><c>linux</c>, <c>macos</c> or <c>windows</c>; null for all.</param>
internal sealed record SignatureFix(string Title, ImmutableArray<string> Run, string? Os);
