using System.Collections.Immutable;
using Plumb.Metadata.Toml;
using Plumb.Python;

namespace Plumb.Metadata.Locks;

/// <summary>Reads one entry of <c>[[package]]</c> of <c>uv.lock</c>.</summary>
internal readonly struct UvPackageReader(LockEntries entries, TomlTable table)
{
    public LockedPackage? Read()
    {
        if (entries.Name(table.Text("name") ?? "", table.Offset) is not { } name)
        {
            return null;
        }

        var version = entries.Text(table, "version");
        var source = Source(entries, table) ?? LockedSource.DefaultIndex;
        return new LockedPackage
        {
            Name = name,
            VersionText = version,
            Version = entries.Version(version, table["version"]?.Offset ?? -1),
            Source = source,
            Files = Files(source),
            Dependencies =
            [
                .. Dependencies(entries, table.Items("dependencies"), null, null),
                .. Dependencies(entries, table, "optional-dependencies"),
                .. Dependencies(entries, table, "dev-dependencies"),
            ],
            Forks = entries.Markers(table, "resolution-markers"),
            DefaultGroups = DefaultGroups(table, table.Table("dev-dependencies")),
            Location = entries.LocationOf(table.Offset),
        };
    }

    /// <summary>The dependencies of a table whose keys are names of extras or groups.</summary>
    public static ImmutableArray<LockedDependency> Dependencies(LockEntries entries, TomlTable parent, string key)
    {
        var isExtra = key == "optional-dependencies";
        var dependencies = ImmutableArray.CreateBuilder<LockedDependency>();
        foreach (var entry in parent.Table(key)?.Entries ?? [])
        {
            var under = PackageName.Normalize(entry.Key);
            var items = (entry.Value as TomlArray)?.Items ?? [];
            dependencies.AddRange(Dependencies(entries, items, isExtra ? under : null, isExtra ? null : under));
        }

        return dependencies.ToImmutable();
    }

    private static ImmutableArray<LockedDependency> Dependencies(
        LockEntries entries,
        ImmutableArray<TomlValue> items,
        string? extra,
        string? group
    )
    {
        var dependencies = ImmutableArray.CreateBuilder<LockedDependency>(items.Length);
        foreach (var item in items.OfType<TomlTable>())
        {
            if (entries.Name(item.Text("name") ?? "", item.Offset) is { } name)
            {
                dependencies.Add(
                    new LockedDependency(name)
                    {
                        Version = entries.Text(item, "version"),
                        Source = Source(entries, item),
                        Constraint = item.Text("specifier"),
                        Marker = entries.Marker(entries.Text(item, "marker"), item["marker"]?.Offset ?? -1),
                        // Locks say 'extra' of what is installed, and 'extras' of what was asked for.
                        Extras = [.. LockEntries.Names(item, "extra"), .. LockEntries.Names(item, "extras")],
                        UnderExtra = extra,
                        UnderGroup = group,
                    }
                );
            }
        }

        return dependencies.ToImmutable();
    }

    /// <summary>The groups that are installed when none is named: "dev" where nothing is said.</summary>
    public static ImmutableArray<string> DefaultGroups(TomlTable parent, TomlTable? groups) =>
        parent["default-groups"] switch
        {
            null => ["dev"],
            TomlString { Text: "all" } => [.. groups?.Entries.Select(entry => PackageName.Normalize(entry.Key)) ?? []],
            _ => LockEntries.Names(parent, "default-groups"),
        };

    private static LockedSource? Source(LockEntries entries, TomlTable parent)
    {
        if (parent["source"] is not { } value)
        {
            return null;
        }

        if (value is not TomlTable table || table.Entries.IsEmpty)
        {
            entries.Note("The source of a package cannot be read", value.Offset);
            return new LockedSource(LockedSourceKind.Unknown);
        }

        var subdirectory = table.Text("subdirectory");
        foreach (var entry in table.Entries)
        {
            var place = (entry.Value as TomlString)?.Text;
            var source = entry.Key switch
            {
                "registry" => new LockedSource(LockedSourceKind.Index, place),
                "git" => Git(place, subdirectory),
                "url" => new LockedSource(LockedSourceKind.Url, place, Subdirectory: subdirectory),
                "path" => new LockedSource(LockedSourceKind.File, place, Subdirectory: subdirectory),
                "directory" => new LockedSource(LockedSourceKind.Directory, place),
                "editable" => new LockedSource(LockedSourceKind.Directory, place, IsEditable: true),
                "virtual" => new LockedSource(LockedSourceKind.Virtual, place),
                _ => null,
            };
            if (source is not null)
            {
                return source;
            }
        }

        entries.Note($"'{table.Entries[0].Key}' is no source of a package that is known", value.Offset);
        return new LockedSource(LockedSourceKind.Unknown);
    }

    // "URL?rev=main&subdirectory=x#COMMIT"
    private static LockedSource Git(string? place, string? subdirectory)
    {
        if (place is null)
        {
            return new LockedSource(LockedSourceKind.Vcs);
        }

        var hash = place.IndexOf('#', StringComparison.Ordinal);
        var commit = hash < 0 ? null : place[(hash + 1)..];
        var url = hash < 0 ? place : place[..hash];
        var query = url.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0)
        {
            foreach (var pair in url[(query + 1)..].Split('&'))
            {
                const string key = "subdirectory=";
                if (pair.StartsWith(key, StringComparison.Ordinal))
                {
                    subdirectory ??= Uri.UnescapeDataString(pair[key.Length..]);
                }
                else
                {
                    commit ??= pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..];
                }
            }

            url = url[..query];
        }

        return new LockedSource(LockedSourceKind.Vcs, url, commit, subdirectory);
    }

    private ImmutableArray<LockedFile> Files(LockedSource source)
    {
        var files = ImmutableArray.CreateBuilder<LockedFile>();
        foreach (var wheel in table.Tables("wheels"))
        {
            files.Add(File(wheel, source));
        }

        if (table.Table("sdist") is { } sdist)
        {
            files.Add(File(sdist, source));
        }

        return files.ToImmutable();
    }

    private static LockedFile File(TomlTable file, LockedSource source)
    {
        var url = file.Text("url") ?? file.Text("path") ?? (file.Text("filename") is null ? source.Location : null);
        return new LockedFile(
            file.Text("filename") ?? LockEntries.FileNameOf(url),
            url,
            (file["size"] as TomlInteger)?.Number,
            LockEntries.Hashes(file.Text("hash") is { } hash ? [hash] : [])
        );
    }
}
