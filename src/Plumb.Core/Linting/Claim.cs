namespace Plumb.Linting;

/// <summary>What facts say of a claim.</summary>
public enum ClaimVerdict
{
    /// <summary>The facts confirm it.</summary>
    True,

    /// <summary>The facts contradict it.</summary>
    False,

    /// <summary>It holds in part, or is stricter or looser than the facts.</summary>
    Imprecise,

    /// <summary>There is no fact about it.</summary>
    Unknown,
}

/// <summary>A claim of a document with its judgement.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Text">The words that make the claim.</param>
/// <param name="Verdict">What the facts say.</param>
/// <param name="Correct">What is right, a sentence; "" where the claim is true and there is no more to say.</param>
/// <param name="Source">Where that can be checked; "" for unknown.</param>
/// <param name="Rule">The form of claim: <c>requires</c>.</param>
public sealed record Claim(int Line, string Text, ClaimVerdict Verdict, string Correct, string Source, string Rule);
