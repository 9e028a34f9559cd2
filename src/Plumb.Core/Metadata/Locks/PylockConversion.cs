using System.Collections.Immutable;
using Plumb.Metadata.Toml;

namespace Plumb.Metadata.Locks;

/// <summary>Puts a standard lock file into the terms that all lock files have in common.</summary>
internal static class PylockConversion
{
    public static LockFile ToLockFile(Pylock pylock, TomlDocument document) =>
        new()
        {
            Format = LockFormat.Pylock,
            File = document.File,
            FormatVersion = pylock.LockVersion.ToString(),
            RequiresPython = pylock.RequiresPython,
            Environments = pylock.Environments,
            Packages = [.. pylock.Packages.Select(package => Package(package, document))],
            Extras = pylock.Extras,
            Groups = [.. pylock.DependencyGroups.Select(Python.PackageName.Normalize)],
            DefaultGroups = [.. pylock.DefaultGroups.Select(Python.PackageName.Normalize)],
            Problems = pylock.HasNewerMinorVersion
                ?
                [
                    new LockProblem(
                        $"Version {pylock.LockVersion} of the format may say more than version 1.0, which is what is read",
                        document.LocationOf(document.Root["lock-version"]!)
                    ),
                ]
                : [],
        };

    private static LockedPackage Package(PylockPackage package, TomlDocument document) =>
        new()
        {
            Name = package.Name,
            Version = package.Version,
            VersionText = package.Version?.ToString(),
            Source = Source(package),
            Marker = package.Marker,
            RequiresPython = package.RequiresPython,
            Files = Files(package),
            Dependencies = Dependencies(package),
            Location = document.LocationOf(package.Offset),
        };

    private static LockedSource Source(PylockPackage package)
    {
        if (package.Vcs is { } vcs)
        {
            return new LockedSource(LockedSourceKind.Vcs, vcs.Url ?? vcs.Path, vcs.CommitId, vcs.Subdirectory);
        }

        if (package.Directory is { } directory)
        {
            return new LockedSource(
                LockedSourceKind.Directory,
                directory.Path,
                Subdirectory: directory.Subdirectory,
                IsEditable: directory.IsEditable
            );
        }

        return package.Archive is { } archive
            ? new LockedSource(
                archive.Url is null ? LockedSourceKind.File : LockedSourceKind.Url,
                archive.Url ?? archive.Path,
                Subdirectory: archive.Subdirectory
            )
            : new LockedSource(LockedSourceKind.Index, package.Index);
    }

    private static ImmutableArray<LockedFile> Files(PylockPackage package)
    {
        var files = ImmutableArray.CreateBuilder<LockedFile>();
        files.AddRange(package.Wheels.Select(File));
        if ((package.Sdist ?? package.Archive) is { } source)
        {
            files.Add(File(source));
        }

        return files.ToImmutable();
    }

    private static LockedFile File(PylockFile file) =>
        new(file.FileName, file.Url ?? file.Path, file.Size, file.Hashes);

    private static ImmutableArray<LockedDependency> Dependencies(PylockPackage package)
    {
        var dependencies = ImmutableArray.CreateBuilder<LockedDependency>();
        foreach (var table in package.Dependencies)
        {
            if (Python.PackageName.TryParse(table.Text("name"), out var name))
            {
                dependencies.Add(new LockedDependency(name) { Version = table.Text("version") });
            }
        }

        return dependencies.ToImmutable();
    }
}
