namespace Plumb.Cli.Rendering;

/// <summary>Breaks sentences into lines.</summary>
internal static class TextWrap
{
    /// <summary>Lines of at most the width, broken at spaces; a word that is longer (a path, a URL) stays whole.</summary>
    /// <param name="text">One paragraph without line ends.</param>
    /// <param name="width">Columns.</param>
    /// <param name="firstWidth">Columns of the first line, where something stands at its end; 0 for the same.</param>
    public static IEnumerable<string> Lines(string text, int width, int firstWidth = 0)
    {
        var limit = firstWidth > 0 ? firstWidth : width;
        var start = 0;
        while (start < text.Length)
        {
            if (text.Length - start <= limit)
            {
                yield return text[start..];
                yield break;
            }

            var cut = text.LastIndexOf(' ', start + limit, limit + 1);
            if (cut <= start)
            {
                cut = text.IndexOf(' ', start);
                if (cut <= start)
                {
                    yield return text[start..];
                    yield break;
                }
            }

            yield return text[start..cut];
            start = cut + 1;
            limit = width;
        }
    }
}
