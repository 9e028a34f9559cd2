using System.Collections.Immutable;

namespace Plumb.Text;

/// <summary>A text with the name of the file it came from, able to say on which line an offset lies.</summary>
public sealed class SourceText
{
    private readonly ImmutableArray<int> _lineStarts;

    /// <summary>Takes a text as it stands; line ends are LF, CRLF or CR.</summary>
    public SourceText(string file, string text)
    {
        File = file;
        Text = text;
        var starts = ImmutableArray.CreateBuilder<int>();
        starts.Add(0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        _lineStarts = starts.ToImmutable();
    }

    /// <summary>The path in the inspected world.</summary>
    public string File { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>The line and column (both from 1) of an offset in UTF-16 units.</summary>
    public Location LocationOf(int offset)
    {
        var index = _lineStarts.BinarySearch(Math.Clamp(offset, 0, Text.Length));
        var line = index >= 0 ? index : ~index - 1;
        return new Location(File, line + 1, offset - _lineStarts[line] + 1);
    }
}
