using System.Collections.Immutable;

namespace Plumb.Diagnosis;

/// <summary>A place of the log that a pattern fits.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Line">The line on which it starts.</param>
/// <param name="Captures">What the names stand for.</param>
internal sealed record PatternMatch(LogPattern Pattern, LogLine Line, ImmutableDictionary<string, string> Captures);
