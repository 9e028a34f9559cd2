using System.Collections.Immutable;

namespace Plumb.Python;

/// <summary>An item of a dependency group (PEP 735) as written, not yet judged.</summary>
/// <param name="Offset">Where it stands in its file, in UTF-16 units; -1 when that is not known.</param>
public abstract record DependencyGroupItem(int Offset);

/// <summary>A string, which is to be a requirement (PEP 508).</summary>
/// <param name="Text">As written.</param>
/// <param name="Offset">See <see cref="DependencyGroupItem"/>.</param>
public sealed record DependencyGroupText(string Text, int Offset = -1) : DependencyGroupItem(Offset);

/// <summary>A table with <c>include-group</c> and nothing else.</summary>
/// <param name="Group">The name of the other group as written; null when the value is no string.</param>
/// <param name="Offset">See <see cref="DependencyGroupItem"/>.</param>
public sealed record DependencyGroupInclude(string? Group, int Offset = -1) : DependencyGroupItem(Offset);

/// <summary>Anything else.</summary>
/// <param name="IsTable">A table of another form than PEP 735 defines; false for a number, a list and the like.</param>
/// <param name="Offset">See <see cref="DependencyGroupItem"/>.</param>
public sealed record DependencyGroupOther(bool IsTable, int Offset = -1) : DependencyGroupItem(Offset);

/// <summary>A dependency group as written.</summary>
/// <param name="WrittenName">Its name as written.</param>
/// <param name="Items">Its items; null when the value is no list.</param>
/// <param name="Offset">Where its name stands in the file, in UTF-16 units; -1 when that is not known.</param>
public sealed record DependencyGroup(string WrittenName, ImmutableArray<DependencyGroupItem>? Items, int Offset = -1)
{
    /// <summary>The name by which it is found (PEP 503).</summary>
    public string Name { get; } = PackageName.Normalize(WrittenName);
}
