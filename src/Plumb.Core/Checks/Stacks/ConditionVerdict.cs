namespace Plumb.Checks.Stacks;

/// <summary>Whether a condition holds on a machine.</summary>
/// <param name="Holds">Null when nobody can tell.</param>
/// <param name="Reason">Why, as a sentence without its full stop: what is missing, or what is there.</param>
public sealed record ConditionVerdict(bool? Holds, string Reason);
