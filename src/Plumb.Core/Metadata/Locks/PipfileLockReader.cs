using System.Collections.Immutable;
using Plumb.Metadata.Toml;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Locks;

/// <summary>
/// Reads <c>Pipfile.lock</c> (pipfile-spec 6). No such lock with the tool's own reading of it was at hand: built from pipenv's
/// documentation ("Pipfile and Pipfile.lock", "Specifiers") alone.
/// </summary>
internal sealed class PipfileLockReader(SourceText source, TomlTable root)
{
    private readonly LockEntries _entries = new(source);
    private readonly Dictionary<string, LockedSource> _indexes = new(StringComparer.Ordinal);

    public LockFile Read()
    {
        var meta = root.Table("_meta");
        _entries.NoteVersion(meta?["pipfile-spec"], meta?["pipfile-spec"] is TomlInteger { Number: 6 });
        foreach (var index in meta?.Tables("sources") ?? [])
        {
            if (index.Text("name") is { } name)
            {
                _indexes[name] = new LockedSource(LockedSourceKind.Index, index.Text("url"));
            }
        }

        var packages = ImmutableArray.CreateBuilder<LockedPackage>();
        var groups = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var section in root.Entries)
        {
            if (section.Key == "_meta" || section.Value is not TomlTable table)
            {
                continue;
            }

            var group = PackageName.Normalize(section.Key);
            groups.Add(group);
            foreach (var entry in table.Entries)
            {
                if (Package(entry, group) is { } package)
                {
                    packages.Add(package);
                }
            }
        }

        return new LockFile
        {
            Format = LockFormat.Pipfile,
            File = source.File,
            FormatVersion = (meta?["pipfile-spec"] as TomlInteger)?.Number.ToString(
                System.Globalization.CultureInfo.InvariantCulture
            ),
            RequiresPython = RequiresPython(meta?.Table("requires")),
            Packages = packages.ToImmutable(),
            Groups = [.. groups],
            DefaultGroups = ["default"],
            ContentHash = meta?.Table("hash")?.Text("sha256"),
            Problems = _entries.Problems,
        };
    }

    private VersionSpecifiers? RequiresPython(TomlTable? requires)
    {
        var full = requires?.Text("python_full_version");
        var minor = requires?.Text("python_version");
        var offset = requires?.Offset ?? -1;
        return full is not null ? _entries.Specifiers("==" + full, offset)
            : minor is null or "*" ? null
            : _entries.Specifiers($"=={minor}.*", offset);
    }

    private LockedPackage? Package(TomlEntry entry, string group)
    {
        if (_entries.Name(entry.Key, entry.Offset) is not { } name)
        {
            return null;
        }

        // The short form is a string that holds the version alone.
        var table = entry.Value as TomlTable ?? TomlTable.Empty;
        var pin = (entry.Value as TomlString)?.Text ?? _entries.Text(table, "version");
        var version = pin is null ? null : pin.TrimStart('=').Trim();
        version = version is "" or "*" ? null : version;
        return new LockedPackage
        {
            Name = name,
            VersionText = version,
            Version = _entries.Version(version, table["version"]?.Offset ?? entry.Value.Offset),
            Source = Source(table),
            Marker = _entries.Marker(_entries.Text(table, "markers"), table["markers"]?.Offset ?? -1),
            Files =
            [
                .. table.Texts("hashes").Select(hash => new LockedFile(null, null, null, LockEntries.Hashes([hash]))),
            ],
            ActiveExtras = LockEntries.Names(table, "extras"),
            Groups = [group],
            Location = _entries.LocationOf(entry.Offset),
        };
    }

    private LockedSource Source(TomlTable table)
    {
        var isEditable = table.Truth("editable") ?? false;
        var subdirectory = table.Text("subdirectory");
        foreach (var system in (ReadOnlySpan<string>)["git", "hg", "svn", "bzr"])
        {
            if (table.Text(system) is { } repository)
            {
                var reference = table.Text("ref");
                return new LockedSource(LockedSourceKind.Vcs, repository, reference, subdirectory, isEditable);
            }
        }

        if (table.Text("path") is { } path)
        {
            return new LockedSource(LockedSourceKind.Directory, path, null, subdirectory, isEditable);
        }

        if (table.Text("file") is { } file)
        {
            var kind = file.Contains("://", StringComparison.Ordinal) ? LockedSourceKind.Url : LockedSourceKind.File;
            return new LockedSource(kind, file, null, subdirectory, isEditable);
        }

        return table.Text("index") is { } index
            ? _indexes.GetValueOrDefault(index, LockedSource.DefaultIndex)
            : LockedSource.DefaultIndex;
    }
}
