namespace Plumb.Text;

/// <summary>A stretch of a text, in UTF-16 units from its beginning.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The first unit after the span.</summary>
    public int End => Start + Length;
}
