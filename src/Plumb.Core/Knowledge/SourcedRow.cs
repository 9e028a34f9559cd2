namespace Plumb.Knowledge;

/// <summary>What a row of a knowledge file says of where it comes from; the top of a file says it for the rows that do not.</summary>
internal abstract class SourcedRow
{
    public string Source { get; set; } = "";

    public string Grade { get; set; } = "";

    public string Date { get; set; } = "";
}
