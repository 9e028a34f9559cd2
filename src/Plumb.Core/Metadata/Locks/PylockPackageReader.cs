using System.Collections.Immutable;
using Plumb.Metadata.Toml;
using Plumb.Python;

namespace Plumb.Metadata.Locks;

/// <summary>Checks one entry of <c>[[packages]]</c>.</summary>
internal readonly struct PylockPackageReader(PylockScope scope)
{
    public PylockPackage Read()
    {
        var name = scope.Converted<TomlString, PackageName?>("name", PylockValues.Name);
        scope.Require("name", name is not null);
        var package = new PylockPackage
        {
            Name = name ?? default,
            Version = scope.Converted<TomlString, PythonVersion?>("version", PylockValues.Version),
            RequiresPython = scope.Converted<TomlString, VersionSpecifiers>("requires-python", PylockValues.Specifiers),
            Dependencies = scope.List<TomlTable>("dependencies"),
            Marker = scope.Converted<TomlString, Marker>("marker", PylockValues.Marker),
            Vcs = Vcs(),
            Directory = Directory(),
            Archive = File("archive", named: false),
            Index = scope.Text("index"),
            Sdist = File("sdist", named: true),
            Wheels = Wheels(),
            Offset = scope.Table.Offset,
        };
        var identities = scope.List<TomlTable>("attestation-identities");
        scope.Optional<TomlTable>("tool");
        CheckSources(package);
        CheckFileNames(package);
        return package with { AttestationKinds = AttestationKinds(identities) };
    }

    private PylockVcs? Vcs()
    {
        if (scope.Optional<TomlTable>("vcs") is not { } table)
        {
            return null;
        }

        var inner = scope.Inner("vcs", table);
        var vcs = new PylockVcs(
            inner.RequiredText("type"),
            inner.Text("url"),
            inner.Text("path"),
            inner.Text("requested-revision"),
            inner.RequiredText("commit-id"),
            inner.Text("subdirectory")
        );
        CheckPlace(inner, vcs.Path, vcs.Url);
        return vcs;
    }

    private PylockDirectory? Directory()
    {
        if (scope.Optional<TomlTable>("directory") is not { } table)
        {
            return null;
        }

        var inner = scope.Inner("directory", table);
        return new PylockDirectory(
            inner.RequiredText("path"),
            inner.Optional<TomlBoolean>("editable")?.IsTrue ?? false,
            inner.Text("subdirectory")
        );
    }

    private PylockFile? File(string key, bool named) =>
        scope.Optional<TomlTable>(key) is { } table ? File(scope.Inner(key, table), named) : null;

    private ImmutableArray<PylockFile> Wheels()
    {
        var tables = scope.List<TomlTable>("wheels");
        var wheels = ImmutableArray.CreateBuilder<PylockFile>(tables.Length);
        for (var i = 0; i < tables.Length && !scope.Trouble.IsSet; i++)
        {
            wheels.Add(File(scope.Inner(PylockScope.Item("wheels", i), tables[i]), named: true));
        }

        return wheels.ToImmutable();
    }

    private static PylockFile File(PylockScope inner, bool named)
    {
        var name = named ? inner.Text("name") : null;
        if (inner.Optional<TomlDateTime>("upload-time") is { } time && !(time.HasDate && time.HasTime))
        {
            inner.Fail("upload-time", "The value is not a date with a time", time.Offset);
        }

        var url = inner.Text("url");
        var path = inner.Text("path");
        var size = inner.Optional<TomlInteger>("size")?.Number;
        var hashes = inner.Converted<TomlTable, ImmutableSortedDictionary<string, string>>(
            "hashes",
            PylockValues.Hashes
        );
        inner.Require("hashes", hashes is not null);
        var subdirectory = named ? null : inner.Text("subdirectory");
        CheckPlace(inner, path, url);
        return new PylockFile(
            name,
            url,
            path,
            size,
            hashes ?? ImmutableSortedDictionary<string, string>.Empty,
            subdirectory
        );
    }

    private static void CheckPlace(PylockScope inner, string? path, string? url)
    {
        if (string.IsNullOrEmpty(path) && string.IsNullOrEmpty(url))
        {
            inner.Fail("Neither path nor url is given");
        }
    }

    private void CheckSources(PylockPackage package)
    {
        var files = package.Wheels.Length + (package.Sdist is null ? 0 : 1);
        var others = new object?[] { package.Vcs, package.Directory, package.Archive }.Count(source =>
            source is not null
        );
        if (files > 0 && others > 0)
        {
            scope.Fail("Wheels or a source distribution stand beside another source");
        }
        else if (files == 0 && others != 1)
        {
            scope.Fail(
                "A package without wheels and source distribution has exactly one of vcs, directory and archive"
            );
        }
    }

    private void CheckFileNames(PylockPackage package)
    {
        for (var i = 0; i < package.Wheels.Length && !scope.Trouble.IsSet; i++)
        {
            var offset = (scope.Table.Items("wheels")[i]).Offset;
            if (package.Wheels[i].FileName is not { } file)
            {
                scope.Fail("A wheel has no file name");
            }
            else if (!WheelFileName.TryParse(file, out var wheel, out var error))
            {
                scope.Fail(PylockScope.Item("wheels", i), error.Message, offset);
            }
            else
            {
                CheckFileName(package, PylockScope.Item("wheels", i), offset, file, wheel.Name, wheel.Version);
            }
        }

        if (package.Sdist is not { } sdist || scope.Trouble.IsSet)
        {
            return;
        }

        var place = scope.Table["sdist"]!.Offset;
        if (sdist.FileName is not { } name)
        {
            scope.Fail("The source distribution has no file name");
        }
        else if (!SdistFileName.TryParse(name, out var source, out var error))
        {
            scope.Fail("sdist", error.Message, place);
        }
        else
        {
            CheckFileName(package, "sdist", place, name, source.Name, source.Version);
        }
    }

    private void CheckFileName(
        PylockPackage package,
        string key,
        int offset,
        string file,
        string name,
        PythonVersion version
    )
    {
        if (name != package.Name.Normalized)
        {
            scope.Fail(key, $"The file '{file}' is of another package than {package.Name}", offset);
        }
        else if (package.Version is { } wanted && version != wanted)
        {
            scope.Fail(key, $"The file '{file}' is of another version than {wanted}", offset);
        }
    }

    private ImmutableArray<string> AttestationKinds(ImmutableArray<TomlTable> identities)
    {
        var kinds = ImmutableArray.CreateBuilder<string>(identities.Length);
        for (var i = 0; i < identities.Length; i++)
        {
            var inner = scope.Inner(PylockScope.Item("attestation-identities", i), identities[i]);
            kinds.Add(inner.RequiredText("kind"));
        }

        return kinds.MoveToImmutable();
    }
}
