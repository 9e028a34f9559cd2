namespace Plumb.Trials;

/// <summary>The scripts that the environment's own interpreter runs.</summary>
internal static class TrialScript
{
    /// <summary>The text of one.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(TrialScript).Assembly.GetManifestResourceStream("scripts/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
