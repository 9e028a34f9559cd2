namespace Plumb.Diagnosis;

/// <summary>A line of a log that tells how a step went, whatever the cause.</summary>
/// <param name="Line">The line.</param>
/// <param name="IsGood">The step went well.</param>
/// <param name="Meaning">What it says, in a few words.</param>
public sealed record LogSign(LogLine Line, bool IsGood, string Meaning);

/// <summary>What such a line looks like: a <c>[[sign]]</c> of the signature files.</summary>
/// <param name="Pattern">What stands there.</param>
/// <param name="IsGood">The step went well.</param>
/// <param name="Meaning">What it says, in a few words.</param>
internal sealed record SignPattern(LogPattern Pattern, bool IsGood, string Meaning);
