namespace Plumb.Metadata.Requirements;

/// <summary>
/// A line in two parts: the requirement, which keeps its quotes and blanks, and the options from the first word on that
/// begins with a dash. A marker after an option is thereby lost, as it is in pip.
/// </summary>
internal readonly record struct LineWords(string Arguments, List<string> Options, string? Error)
{
    public static LineWords Split(string line)
    {
        var options = line.StartsWith('-') ? 0 : line.IndexOf(" -", StringComparison.Ordinal) + 1;
        if (options == 0 && !line.StartsWith('-'))
        {
            return new LineWords(line, [], null);
        }

        _ = ShellWords.TrySplit(line.AsSpan(options), out var words, out var error);
        return new LineWords(options == 0 ? "" : line[..(options - 1)], words, error);
    }
}
