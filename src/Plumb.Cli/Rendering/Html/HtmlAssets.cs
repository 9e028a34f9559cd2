namespace Plumb.Cli.Rendering.Html;

/// <summary>
/// The style sheet and the script of the page, with the hashes by which its content security policy lets them in.
/// The hashes are written down because hashing needs a library that a bare machine may lack; a test compares them.
/// </summary>
internal static class HtmlAssets
{
    /// <summary>SHA-256 of <see cref="Style"/>, in Base64.</summary>
    public const string StyleHash = "UTHs0VjTHAlIG45gHHgRYatgBa0Penzg1526t4zrG+E=";

    /// <summary>SHA-256 of <see cref="Script"/>, in Base64.</summary>
    public const string ScriptHash = "MREbbLBzQv++85T2zDdjO+dMfatvvPhOdh7s9Ztw7Do=";

    /// <summary>The style sheet.</summary>
    public static string Style => Read("html/page.css");

    /// <summary>The script: filter, search, neighbours in the picture.</summary>
    public static string Script => Read("html/page.js");

    private static string Read(string name)
    {
        using var stream =
            typeof(HtmlAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
