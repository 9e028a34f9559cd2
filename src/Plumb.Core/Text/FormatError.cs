namespace Plumb.Text;

/// <summary>Why a text or a file could not be read as its format.</summary>
/// <param name="Message">One plain sentence, without the place.</param>
/// <param name="Offset">Where, in units of what was parsed (UTF-16 units of a text, bytes of a file); -1 when no single place is meant.</param>
public sealed record FormatError(string Message, long Offset = -1)
{
    /// <inheritdoc />
    public override string ToString() => Offset < 0 ? Message : FormattableString.Invariant($"{Message} (at {Offset})");
}
