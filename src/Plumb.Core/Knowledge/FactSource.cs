namespace Plumb.Knowledge;

/// <summary>Where a fact comes from and how far it can be trusted.</summary>
/// <param name="Text">Where anyone can check it: an address, or the place in a repository.</param>
/// <param name="Grade">How far it can be trusted.</param>
/// <param name="Date">When it was last checked, as <c>yyyy-MM-dd</c>.</param>
public sealed record FactSource(string Text, Grade Grade, string Date)
{
    /// <summary>The grade as files and answers write it: "documented".</summary>
    public string GradeWord => Grade.ToString().ToLowerInvariant();

    /// <summary>Whether a key of a knowledge file belongs to the source of a fact.</summary>
    internal static bool Has(string key) => key is "source" or "grade" or "date";
}
