namespace Plumb.Diagnosis;

/// <summary>A line of a log as a person reads it: without colours, progress bars and what a tool put before it.</summary>
/// <param name="Number">Its number in the log, from 1.</param>
/// <param name="Text">What it says.</param>
public readonly record struct LogLine(int Number, string Text);
