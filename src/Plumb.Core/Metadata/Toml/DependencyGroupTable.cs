using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Metadata.Toml;

/// <summary>Takes dependency groups (PEP 735) out of the table <c>[dependency-groups]</c>.</summary>
public static class DependencyGroupTable
{
    /// <summary>The groups of the table, nothing judged.</summary>
    public static DependencyGroups Read(TomlTable table) =>
        new([
            .. table.Entries.Select(entry => new DependencyGroup(
                entry.Key,
                entry.Value is TomlArray { Items: var items }
                    ? [.. items.Select(Item)]
                    : (ImmutableArray<DependencyGroupItem>?)null,
                entry.Offset
            )),
        ]);

    private static DependencyGroupItem Item(TomlValue value) =>
        value switch
        {
            TomlString { Text: var text } => new DependencyGroupText(text, value.Offset),
            TomlTable { Entries: [{ Key: "include-group", Value: var name }] } => new DependencyGroupInclude(
                (name as TomlString)?.Text,
                value.Offset
            ),
            _ => new DependencyGroupOther(value is TomlTable, value.Offset),
        };
}
