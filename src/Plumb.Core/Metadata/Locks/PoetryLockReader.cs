using System.Collections.Immutable;
using Plumb.Metadata.Toml;
using Plumb.Python;

namespace Plumb.Metadata.Locks;

/// <summary>
/// Reads <c>poetry.lock</c> of the versions 1.0 to 2.1. Since 2.1 (poetry 2.0) a package carries its groups and markers, and since then
/// a selection is exact. Before, the lock does not say which packages the project itself asks for: all that are not optional count.
/// </summary>
internal sealed class PoetryLockReader(TomlDocument document)
{
    private readonly LockEntries _entries = new(document.Source);

    public LockFile Read()
    {
        var root = document.Root;
        var metadata = root.Table("metadata") ?? TomlTable.Empty;
        var version = metadata.Text("lock-version") ?? "";
        _entries.NoteVersion(
            metadata["lock-version"],
            version is "1" or "2" || version.StartsWith("1.", StringComparison.Ordinal) || version is "2.0" or "2.1"
        );
        var oldFiles = metadata.Table("files");
        var packages = ImmutableArray.CreateBuilder<LockedPackage>();
        foreach (var table in root.Tables("package"))
        {
            if (Package(table, oldFiles) is { } package)
            {
                packages.Add(package);
            }
        }

        var all = packages.ToImmutable();
        var extras = ExtraMembers(root.Table("extras") ?? TomlTable.Empty);
        var inMarkers = all.SelectMany(Markers).SelectMany(marker => marker.Extras);
        return new LockFile
        {
            Format = LockFormat.Poetry,
            File = document.File,
            FormatVersion = _entries.Text(metadata, "lock-version"),
            RequiresPython = Constraint(_entries.Text(metadata, "python-versions")),
            Packages = all,
            Extras = [.. extras.Keys.Concat(inMarkers).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            ExtraMembers = extras,
            Groups = [.. all.SelectMany(p => p.Groups).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            // Which groups are optional stands in pyproject.toml; by default poetry installs the others.
            DefaultGroups =
            [
                .. all.SelectMany(p => p.Groups).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            ],
            ContentHash = _entries.Text(metadata, "content-hash"),
            Problems = _entries.Problems,
        };
    }

    private static IEnumerable<Marker> Markers(LockedPackage package) =>
        package.Marker is { } marker ? package.GroupMarkers.Values.Append(marker) : package.GroupMarkers.Values;

    private LockedPackage? Package(TomlTable table, TomlTable? oldFiles)
    {
        if (_entries.Name(table.Text("name") ?? "", table.Offset) is not { } name)
        {
            return null;
        }

        var version = _entries.Text(table, "version");
        var markers = table["markers"];
        return new LockedPackage
        {
            Name = name,
            VersionText = version,
            Version = _entries.Version(version, table["version"]?.Offset ?? -1),
            Source = Source(table.Table("source"), table.Truth("develop") ?? false),
            Marker = _entries.Marker((markers as TomlString)?.Text, markers?.Offset ?? -1),
            GroupMarkers = GroupMarkers(markers as TomlTable),
            RequiresPython = Constraint(_entries.Text(table, "python-versions")),
            IsOptional = table.Truth("optional") ?? false,
            Files = Files(table, oldFiles),
            Dependencies = [.. PoetryDependencies.Read(_entries, table)],
            Groups = Groups(table),
            Location = _entries.LocationOf(table.Offset),
        };
    }

    // Before the format 2.1 there was one category, and from poetry 1.5 to 1.8 not even that.
    private static ImmutableArray<string> Groups(TomlTable table) =>
        table["groups"] is TomlArray ? LockEntries.Names(table, "groups")
        : table.Text("category") is { } category ? [PackageName.Normalize(category)]
        : ["main"];

    private ImmutableDictionary<string, Marker> GroupMarkers(TomlTable? table)
    {
        var markers = ImmutableDictionary.CreateBuilder<string, Marker>(StringComparer.Ordinal);
        foreach (var entry in table?.Entries ?? [])
        {
            if (_entries.Marker((entry.Value as TomlString)?.Text, entry.Value.Offset) is { } marker)
            {
                markers[PackageName.Normalize(entry.Key)] = marker;
            }
        }

        return markers.ToImmutable();
    }

    private static ImmutableArray<LockedFile> Files(TomlTable table, TomlTable? oldFiles)
    {
        var items =
            table["files"] is null && table.Text("name") is { } name ? oldFiles?.Items(name) : table.Items("files");
        return
        [
            .. (items ?? [])
                .OfType<TomlTable>()
                .Select(item => new LockedFile(
                    item.Text("file"),
                    item.Text("url"),
                    (item["size"] as TomlInteger)?.Number,
                    LockEntries.Hashes(item.Text("hash") is { } hash ? [hash] : [])
                )),
        ];
    }

    private LockedSource Source(TomlTable? source, bool develop)
    {
        if (source is null)
        {
            return LockedSource.DefaultIndex;
        }

        var url = source.Text("url");
        var subdirectory = source.Text("subdirectory");
        switch (source.Text("type"))
        {
            case "legacy" or "pypi" or null:
                return new LockedSource(LockedSourceKind.Index, url);
            case "git" or "hg" or "svn" or "bzr":
                var commit = source.Text("resolved_reference") ?? source.Text("reference");
                return new LockedSource(LockedSourceKind.Vcs, url, commit, subdirectory, develop);
            case "directory":
                return new LockedSource(LockedSourceKind.Directory, url, null, subdirectory, develop);
            case "file":
                return new LockedSource(LockedSourceKind.File, url, null, subdirectory);
            case "url":
                return new LockedSource(LockedSourceKind.Url, url, null, subdirectory);
            case var other:
                _entries.Note($"'{other}' is no source of a package that is known", source.Offset);
                return new LockedSource(LockedSourceKind.Unknown, url);
        }
    }

    private static ImmutableDictionary<string, ImmutableArray<PackageName>> ExtraMembers(TomlTable extras)
    {
        var members = ImmutableDictionary.CreateBuilder<string, ImmutableArray<PackageName>>(StringComparer.Ordinal);
        foreach (var entry in extras.Entries)
        {
            var names = ImmutableArray.CreateBuilder<PackageName>();
            foreach (var text in extras.Texts(entry.Key))
            {
                if (PackageName.TryParse(text, out var name))
                {
                    names.Add(name);
                }
            }

            members[PackageName.Normalize(entry.Key)] = names.ToImmutable();
        }

        return members.ToImmutable();
    }

    // Poetry's own notation (^3.9, "||") says more than PEP 440 can; it is left to the reader of pyproject.toml.
    private static VersionSpecifiers? Constraint(string? text) =>
        text is not null && VersionSpecifiers.TryParse(text, out var specifiers, out _) ? specifiers : null;
}
