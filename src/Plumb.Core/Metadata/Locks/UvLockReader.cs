using System.Collections.Immutable;
using Plumb.Metadata.Toml;
using Plumb.Python;

namespace Plumb.Metadata.Locks;

/// <summary>
/// Reads <c>uv.lock</c>, version 1 of the format in every revision up to 5 (uv 0.13). uv documents the file as its own; what the keys
/// mean was taken from locks that uv wrote and from what it exports of them.
/// </summary>
internal sealed class UvLockReader(TomlDocument document)
{
    private readonly LockEntries _entries = new(document.Source);

    public LockFile Read()
    {
        var root = document.Root;
        _entries.NoteVersion(root["version"], root["version"] is TomlInteger { Number: 1 });
        var packages = ImmutableArray.CreateBuilder<LockedPackage>();
        foreach (var table in root.Tables("package"))
        {
            if (new UvPackageReader(_entries, table).Read() is { } package)
            {
                packages.Add(package);
            }
        }

        var all = packages.ToImmutable();
        var members = Members(root, all);
        var isMember = members.ToHashSet();
        var home = all.Where(package => isMember.Contains(package.Name) && IsHome(package))
            .Select(package => package.Name)
            .ToList();
        ImmutableArray<PackageName> roots = home.Count > 0 ? [.. home.Take(1)] : members;
        var isRoot = roots.ToHashSet();
        var projects = all.Where(package => isMember.Contains(package.Name)).ToList();
        var manifest = root.Table("manifest") ?? TomlTable.Empty;
        var workspace = UvPackageReader.Dependencies(_entries, manifest, "dependency-groups");
        return new LockFile
        {
            Format = LockFormat.Uv,
            File = document.File,
            FormatVersion = FormatVersion(root),
            RequiresPython = _entries.Specifiers(
                _entries.Text(root, "requires-python"),
                root["requires-python"]?.Offset ?? -1
            ),
            Environments = _entries.Markers(root, "supported-markers"),
            Packages = all,
            Roots = roots,
            Members = members,
            WorkspaceDependencies = workspace,
            Extras = Sorted(projects.SelectMany(p => p.Dependencies.Select(d => d.UnderExtra))),
            Groups = Sorted(projects.SelectMany(p => p.Dependencies).Concat(workspace).Select(d => d.UnderGroup)),
            DefaultGroups = workspace.IsEmpty
                ? Sorted(projects.Where(p => isRoot.Contains(p.Name)).SelectMany(p => p.DefaultGroups))
                : UvPackageReader.DefaultGroups(manifest, manifest.Table("dependency-groups")),
            Conflicts = Conflicts(root),
            Problems = _entries.Problems,
        };
    }

    private static ImmutableArray<string> Sorted(IEnumerable<string?> names) =>
        [.. names.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string? FormatVersion(TomlTable root)
    {
        var version = (root["version"] as TomlInteger)?.Number;
        var revision = (root["revision"] as TomlInteger)?.Number;
        return version is null
            ? null
            : FormattableString.Invariant($"{version}{(revision is null ? "" : $".{revision}")}");
    }

    // A workspace lists its members; a lone project is the package that lies in the lock's own folder.
    private static ImmutableArray<PackageName> Members(TomlTable root, ImmutableArray<LockedPackage> packages)
    {
        var listed = ImmutableArray.CreateBuilder<PackageName>();
        foreach (var text in root.Table("manifest")?.Texts("members") ?? [])
        {
            if (PackageName.TryParse(text, out var name))
            {
                listed.Add(name);
            }
        }

        return listed.Count > 0
            ? listed.ToImmutable()
            : [.. packages.Where(IsHome).Select(package => package.Name).Take(1)];
    }

    private static bool IsHome(LockedPackage package) =>
        package.Source is { Kind: LockedSourceKind.Virtual or LockedSourceKind.Directory, Location: "." };

    private ImmutableArray<LockConflict> Conflicts(TomlTable root)
    {
        var conflicts = ImmutableArray.CreateBuilder<LockConflict>();
        foreach (var set in root.Items("conflicts").OfType<TomlArray>())
        {
            var items = ImmutableArray.CreateBuilder<LockConflictItem>();
            foreach (var item in set.Items.OfType<TomlTable>())
            {
                if (_entries.Name(item.Text("package") ?? "", item.Offset) is { } name)
                {
                    var extra = item.Text("extra");
                    var group = item.Text("group");
                    items.Add(
                        new LockConflictItem(
                            name,
                            extra is null ? null : PackageName.Normalize(extra),
                            group is null ? null : PackageName.Normalize(group)
                        )
                    );
                }
            }

            conflicts.Add(new LockConflict(items.ToImmutable()));
        }

        return conflicts.ToImmutable();
    }
}
