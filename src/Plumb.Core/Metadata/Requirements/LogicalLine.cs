namespace Plumb.Metadata.Requirements;

/// <summary>A line of a requirements file after continuations were joined, its comment cut off and its variables put in.</summary>
/// <param name="Line">The line, from 1, on which it begins.</param>
/// <param name="Column">The column, from 1, of its first character.</param>
/// <param name="Text">What is left to be read; never empty unless a variable made it so.</param>
/// <param name="IsVerbatim">True when the text stands like this in the file, so that an offset in it is a column.</param>
internal readonly record struct LogicalLine(int Line, int Column, string Text, bool IsVerbatim);
