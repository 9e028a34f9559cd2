namespace Plumb.Trials;

/// <summary>What libraries say when they fail, shortened for a sentence.</summary>
internal static class ErrorText
{
    private const int Most = 200;

    /// <summary>The first line, at most 200 UTF-16 units of it, without a full stop.</summary>
    public static string FirstLine(string text)
    {
        var end = text.AsSpan().IndexOfAny('\n', '\r');
        var line = (end < 0 ? text : text[..end]).TrimEnd().TrimEnd('.');
        return line.Length <= Most ? line : line[..Most] + "…";
    }
}
