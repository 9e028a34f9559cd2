using System.Collections.Immutable;

namespace Plumb.Metadata.Toml;

/// <summary>A value of a TOML document, one of seven closed cases.</summary>
/// <param name="Offset">Where the value begins in the document's text, in UTF-16 units; -1 for a value not read from a text.</param>
public abstract record TomlValue(int Offset)
{
    /// <summary>The kind as TOML's specification names it: "table", "array", "string", …, for messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>A string.</summary>
/// <param name="Text">Decoded.</param>
/// <param name="Offset">See <see cref="TomlValue"/>.</param>
public sealed record TomlString(string Text, int Offset = -1) : TomlValue(Offset)
{
    /// <inheritdoc />
    public override string Kind => "string";
}

/// <summary>An integer of 64 bits.</summary>
/// <param name="Number">The value.</param>
/// <param name="Offset">See <see cref="TomlValue"/>.</param>
public sealed record TomlInteger(long Number, int Offset = -1) : TomlValue(Offset)
{
    /// <inheritdoc />
    public override string Kind => "integer";
}

/// <summary>A floating-point number, infinity or NaN.</summary>
/// <param name="Number">The value.</param>
/// <param name="Offset">See <see cref="TomlValue"/>.</param>
public sealed record TomlFloat(double Number, int Offset = -1) : TomlValue(Offset)
{
    /// <inheritdoc />
    public override string Kind => "float";
}

/// <summary>A truth value.</summary>
/// <param name="IsTrue">The value.</param>
/// <param name="Offset">See <see cref="TomlValue"/>.</param>
public sealed record TomlBoolean(bool IsTrue, int Offset = -1) : TomlValue(Offset)
{
    /// <inheritdoc />
    public override string Kind => "boolean";
}

/// <summary>A date, a time, or both.</summary>
/// <param name="Text">As written, checked for its form.</param>
/// <param name="HasDate">False for a local time.</param>
/// <param name="HasTime">False for a local date.</param>
/// <param name="Offset">See <see cref="TomlValue"/>.</param>
public sealed record TomlDateTime(string Text, bool HasDate, bool HasTime, int Offset = -1) : TomlValue(Offset)
{
    /// <inheritdoc />
    public override string Kind => "date-time";
}

/// <summary>An array, also one written as <c>[[headers]]</c>.</summary>
/// <param name="Items">The values in order.</param>
/// <param name="Offset">See <see cref="TomlValue"/>.</param>
public sealed record TomlArray(ImmutableArray<TomlValue> Items, int Offset = -1) : TomlValue(Offset)
{
    /// <inheritdoc />
    public override string Kind => "array";
}
