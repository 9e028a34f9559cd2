namespace Plumb.Environments;

/// <summary>
/// The lines of a text as Python's text files have them: ended by LF, CRLF or CR, and by nothing else
/// (<see cref="MemoryExtensions.EnumerateLines(ReadOnlySpan{char})"/> also ends lines at form feeds and U+2028).
/// </summary>
internal ref struct UniversalLines(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;
    private bool _done = text.IsEmpty;

    /// <summary>The line without its end.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly UniversalLines GetEnumerator() => this;

    /// <summary>Goes to the next line; what follows the last line end is a line only when it is not empty.</summary>
    public bool MoveNext()
    {
        if (_done)
        {
            return false;
        }

        var end = _rest.IndexOfAny('\n', '\r');
        if (end < 0)
        {
            Current = _rest;
            _done = true;
            return true;
        }

        Current = _rest[..end];
        var length = _rest[end] == '\r' && end + 1 < _rest.Length && _rest[end + 1] == '\n' ? 2 : 1;
        _rest = _rest[(end + length)..];
        _done = _rest.IsEmpty;
        return true;
    }
}
