using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>One row of a knowledge file, whatever it is about.</summary>
/// <param name="Topic">The file without its ending, such as <c>nvidia-gpus</c> or <c>failures/numpy</c>.</param>
/// <param name="Kind">The table it is a row of, such as <c>capability</c>.</param>
/// <param name="Name">What it is about: the row's first value, or its table where that is no text.</param>
/// <param name="Values">What it says, in the order of the file: dotted keys with their values as text; lists are joined by commas.</param>
/// <param name="Source">Where anyone can check it.</param>
/// <param name="Place">Where it stands.</param>
public sealed record KnowledgeFact(
    string Topic,
    string Kind,
    string Name,
    ImmutableArray<FactValue> Values,
    FactSource Source,
    Location Place
)
{
    /// <summary>True for a fact of an application or a user, whose place is the path of their file.</summary>
    public bool IsOwn => Place.File != Topic + ".toml";
}

/// <summary>A value of a fact.</summary>
/// <param name="Key">Its key; parts of nested tables are joined by dots.</param>
/// <param name="Text">The value as text.</param>
public readonly record struct FactValue(string Key, string Text);
