namespace Plumb.Text;

/// <summary>A place in a file of the inspected world. Line and column count from 1; 0 means that the whole file is meant.</summary>
public sealed record Location(string File, int Line = 0, int Column = 0)
{
    /// <inheritdoc />
    public override string ToString() =>
        Line == 0 ? File
        : Column == 0 ? FormattableString.Invariant($"{File}:{Line}")
        : FormattableString.Invariant($"{File}:{Line}:{Column}");
}
