using Plumb.Metadata.Toml;
using Plumb.Python;

namespace Plumb.Metadata.Locks;

/// <summary>Reads what a package of <c>poetry.lock</c> needs, and what its extras need.</summary>
internal static class PoetryDependencies
{
    public static IEnumerable<LockedDependency> Read(LockEntries entries, TomlTable package)
    {
        foreach (var entry in package.Table("dependencies")?.Entries ?? [])
        {
            if (entries.Name(entry.Key, entry.Offset) is { } name)
            {
                // One name may stand for several forms that different markers choose between.
                foreach (var value in entry.Value is TomlArray { Items: var several } ? several : [entry.Value])
                {
                    yield return Dependency(entries, name, value);
                }
            }
        }

        foreach (var extra in package.Table("extras")?.Entries ?? [])
        {
            foreach (var text in (extra.Value as TomlArray)?.Items.OfType<TomlString>() ?? [])
            {
                if (!Requirement.TryParse(text.Text, out var requirement, out var error))
                {
                    entries.Note($"'{text.Text}' is not a requirement: {error.Message}", text.Offset);
                    continue;
                }

                yield return new LockedDependency(requirement.Name)
                {
                    Constraint = requirement.Specifiers.ToString(),
                    Marker = requirement.Marker,
                    Extras = requirement.Extras,
                    UnderExtra = PackageName.Normalize(extra.Key),
                };
            }
        }
    }

    private static LockedDependency Dependency(LockEntries entries, PackageName name, TomlValue value)
    {
        if (value is not TomlTable table)
        {
            return new LockedDependency(name) { Constraint = (value as TomlString)?.Text };
        }

        return new LockedDependency(name)
        {
            Constraint = table.Text("version"),
            Marker = entries.Marker(table.Text("markers"), table["markers"]?.Offset ?? -1),
            Extras = LockEntries.Names(table, "extras"),
        };
    }
}
