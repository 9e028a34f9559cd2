namespace Plumb.Metadata.Toml;

/// <summary>Bounds for reading TOML from people and tools that may mean harm.</summary>
public sealed record TomlOptions
{
    /// <summary>The bounds used when none are given.</summary>
    public static TomlOptions Default { get; } = new();

    /// <summary>The longest text, in UTF-16 units.</summary>
    public int MaxLength { get; init; } = 64 << 20;

    /// <summary>The deepest nesting of arrays, tables and the parts of a dotted key.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>The most values in one document.</summary>
    public int MaxValues { get; init; } = 1_000_000;
}
