namespace Plumb.Environments.Observing.Imports;

/// <summary>Modules each of which leads to all the others by imports; for the most part one module by itself.</summary>
/// <param name="size">How many modules.</param>
/// <param name="entries">Those among them that importing another of them as their package does not come before.</param>
/// <param name="height">How many cycles follow one another at most from here on, this one counted.</param>
internal sealed class ImportCycle(int size, int entries, int height)
{
    // Each entry is followed through the whole cycle; torch has 2,000 modules and one entry.
    private const long MostRuns = 250_000;
    private const int MostHeight = 300;

    /// <summary>How many cycles follow one another at most from here on, this one counted.</summary>
    public int Height { get; } = height;

    /// <summary>Too much to be followed from each of its entries, or deeper than CPython itself gets.</summary>
    public bool IsTooLarge => (long)size * entries > MostRuns || Height > MostHeight;
}
