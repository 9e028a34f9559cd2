namespace Plumb.Source;

/// <summary>Tells for places in ascending order which stretches they lie in.</summary>
internal sealed class StretchCursor
{
    // Deeper than anybody nests; what lies further out in a hostile file is not asked.
    private const int MostNested = 64;
    private readonly List<LocalStretch> _all;
    private readonly List<LocalStretch> _open = [];
    private int _next;

    public StretchCursor(List<LocalStretch> stretches)
    {
        _all = stretches;
        _all.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
    }

    /// <summary>Whether a lambda or comprehension around the place binds the name.</summary>
    public bool IsBound(int at, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        MoveTo(at);
        for (var i = _open.Count - 1; i >= Math.Max(0, _open.Count - MostNested); i--)
        {
            if (_open[i].Holds(at) && _open[i].Binds(name, text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the place lies in an annotation that nothing evaluates.</summary>
    /// <param name="at">The place.</param>
    /// <param name="isDeferred">Whether the file says <c>from __future__ import annotations</c>.</param>
    /// <param name="isInFunction">Whether the innermost scope is a function, whose variables' annotations are never evaluated.</param>
    public bool IsInDeadAnnotation(int at, bool isDeferred, bool isInFunction)
    {
        MoveTo(at);
        for (var i = _open.Count - 1; i >= Math.Max(0, _open.Count - MostNested); i--)
        {
            var isDead = _open[i].Kind switch
            {
                LocalStretchKind.SignatureAnnotation => isDeferred,
                LocalStretchKind.VariableAnnotation => isDeferred || isInFunction,
                _ => false,
            };
            if (isDead && _open[i].Holds(at))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the place lies in an annotation.</summary>
    public bool IsInAnnotation(int at)
    {
        MoveTo(at);
        for (var i = _open.Count - 1; i >= Math.Max(0, _open.Count - MostNested); i--)
        {
            if (
                _open[i].Kind is LocalStretchKind.SignatureAnnotation or LocalStretchKind.VariableAnnotation
                && _open[i].Holds(at)
            )
            {
                return true;
            }
        }

        return false;
    }

    private void MoveTo(int at)
    {
        for (; _next < _all.Count && _all[_next].Start <= at; _next++)
        {
            Close(_all[_next].Start);
            _open.Add(_all[_next]);
        }

        Close(at);
    }

    private void Close(int at)
    {
        while (_open.Count > 0 && _open[^1].End <= at)
        {
            _open.RemoveAt(_open.Count - 1);
        }
    }
}
