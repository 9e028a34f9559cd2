namespace Plumb.Diagnosis;

/// <summary>
/// Some lines of a log as one text, ended by <c>\n</c> each. The first ones may have been in the block before: what is found there was
/// found already, and lines that belong together are seen together.
/// </summary>
internal sealed class LogBlock
{
    private readonly List<int> _starts = [];
    private readonly List<int> _numbers = [];
    private int _next = 1;

    /// <summary>The room for the text.</summary>
    public char[] Room { get; private set; } = new char[1 << 18];

    /// <summary>Characters of the text.</summary>
    public int Length { get; private set; }

    /// <summary>The text.</summary>
    public ReadOnlySpan<char> Text => Room.AsSpan(0, Length);

    /// <summary>How many lines there are.</summary>
    public int Count => _starts.Count;

    /// <summary>How many lines were in the block before.</summary>
    public int Repeated { get; private set; }

    /// <summary>A line without its end.</summary>
    public ReadOnlySpan<char> this[int line] =>
        Room.AsSpan(_starts[line], (line + 1 < Count ? _starts[line + 1] : Length) - _starts[line] - 1);

    /// <summary>The number of a line in the log, from 1.</summary>
    public int Number(int line) => _numbers[line];

    /// <summary>Where a line starts in the text.</summary>
    public int Start(int line) => _starts[line];

    /// <summary>The line that holds a place of the text.</summary>
    public int LineAt(int position)
    {
        var at = _starts.BinarySearch(position);
        return at >= 0 ? at : ~at - 1;
    }

    /// <summary>Adds the next line of the log.</summary>
    public void Add(ReadOnlySpan<char> line) => Add(line, _next++);

    /// <summary>Adds a line under a number.</summary>
    public void Add(ReadOnlySpan<char> line, int number)
    {
        if (Length + line.Length + 1 > Room.Length)
        {
            var larger = new char[Math.Max(Room.Length * 2, Length + line.Length + 1)];
            Text.CopyTo(larger);
            Room = larger;
        }

        _starts.Add(Length);
        _numbers.Add(number);
        line.CopyTo(Room.AsSpan(Length));
        Length += line.Length;
        Room[Length++] = '\n';
    }

    /// <summary>Drops all lines but the last ones.</summary>
    public void Keep(int lines)
    {
        var dropped = Math.Max(0, Count - lines);
        var from = dropped < Count ? _starts[dropped] : Length;
        Room.AsSpan(from, Length - from).CopyTo(Room);
        Length -= from;
        _starts.RemoveRange(0, dropped);
        _numbers.RemoveRange(0, dropped);
        for (var i = 0; i < _starts.Count; i++)
        {
            _starts[i] -= from;
        }

        Repeated = _starts.Count;
    }
}
