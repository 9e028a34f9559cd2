namespace Plumb.Cli.Rendering.Html;

/// <summary>Text out of the inspected world inside an HTML page, as content or as a quoted attribute.</summary>
internal static class HtmlText
{
    /// <summary>The text with nothing in it that is markup or does not show itself.</summary>
    public static string Of(string text)
    {
        var visible = VisibleText.Of(text);
        return visible.AsSpan().ContainsAny("&<>\"'")
            ? visible
                .Replace("&", "&amp;", StringComparison.Ordinal)
                .Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal)
                .Replace("\"", "&quot;", StringComparison.Ordinal)
                .Replace("'", "&#39;", StringComparison.Ordinal)
            : visible;
    }
}
