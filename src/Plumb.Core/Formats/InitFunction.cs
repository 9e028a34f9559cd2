namespace Plumb.Formats;

/// <summary>
/// The function that CPython calls to make an extension module: <c>PyInit_NAME</c>, or <c>PyInitU_NAME</c> where the name is not ASCII
/// (Extending and Embedding, "Defining extension modules").
/// </summary>
internal static class InitFunction
{
    /// <summary>More than any file has: the names of a hostile one are not all kept.</summary>
    public const int Most = 1024;

    /// <summary>True for such a name.</summary>
    public static bool Is(ReadOnlySpan<byte> name) => name.StartsWith("PyInit_"u8) || name.StartsWith("PyInitU_"u8);
}
