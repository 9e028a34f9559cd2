using Plumb.Knowledge;

namespace Plumb.Stacks;

/// <summary>Where a statement of a stack can be checked, and what it corrects or explains.</summary>
/// <param name="Fact">Source, grade and date; null in a manifest that does not say them.</param>
/// <param name="Why">Why it is so, in a sentence; "" when nothing is said.</param>
public sealed record StackSource(FactSource? Fact, string Why);
