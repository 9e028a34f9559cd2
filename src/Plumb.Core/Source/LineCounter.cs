namespace Plumb.Source;

/// <summary>Tells the line of places that are asked for in rising order, without counting any line twice.</summary>
internal ref struct LineCounter(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _counted;
    private int _line = 1;

    /// <summary>The line, from 1, of a byte; one that lies before the last asked for is counted from the start.</summary>
    public int At(int offset)
    {
        if (offset < _counted)
        {
            (_counted, _line) = (0, 1);
        }

        _line += _text[_counted..offset].Count((byte)'\n');
        _counted = offset;
        return _line;
    }
}
