using System.Collections.Immutable;
using System.Text;
using Plumb.Core.Tests.Source;
using Plumb.Environments;
using Plumb.Environments.Observing;
using Plumb.Files;
using Plumb.Metadata;
using Plumb.Metadata.Locks;
using Plumb.Metadata.Projects;
using Plumb.Metadata.Record;
using Plumb.Metadata.Requirements;
using Plumb.Metadata.Toml;
using Plumb.Python;
using Plumb.Source;
using Plumb.Text;

namespace Plumb.Core.Tests.Hostile;

/// <summary>A reader, with what to feed it.</summary>
/// <param name="Seeds">Sound inputs.</param>
/// <param name="Read">Reads one input, and uses what came out of it as checks do.</param>
internal sealed record FuzzTarget(Func<IReadOnlyList<byte[]>> Seeds, Action<byte[]> Read)
{
    private static readonly MarkerEnvironment _environment = new()
    {
        PythonVersion = "3.11",
        PythonFullVersion = "3.11.4",
        OsName = "posix",
        SysPlatform = "linux",
        PlatformSystem = "Linux",
        PlatformMachine = "x86_64",
    };

    private static readonly PythonVersion _version = PythonVersion.Parse("3.11.4");

    /// <summary>Readers of bytes and texts.</summary>
    public static ImmutableSortedDictionary<string, FuzzTarget> Readers { get; } =
        new Dictionary<string, FuzzTarget>(StringComparer.Ordinal)
        {
            ["METADATA"] = new(() => FuzzSeeds.Files("METADATA"), ReadMetadata),
            ["RECORD"] = new(
                () => FuzzSeeds.Files("RECORD", "\"a,b\"\"c\",sha256=AA,1\r\n../../bin/x,,\nC:\\x\\y.py,md5=1,2\n"),
                ReadRecord
            ),
            ["WHEEL"] = new(() => FuzzSeeds.Files("WHEEL"), b => _ = WheelFile.Read(b).Tags),
            ["requires.txt"] = new(
                () =>
                    FuzzSeeds.Files(
                        "nothing",
                        "six>=1.4\nidna\n\n[socks]\nPySocks!=1.5.7,>=1.5.6\n\n[:python_version < \"3\"]\nmock\n"
                    ),
                b => Text(EggRequirements.Read(Encoding.UTF8.GetString(b)).Select(l => (object?)l.Text))
            ),
            ["direct_url.json"] = new(
                () =>
                    FuzzSeeds.Files(
                        "direct_url.json",
                        """{"url": "file:///home/me/app%20x", "dir_info": {"editable": true}}""",
                        """{"url": "https://u:p@dl.example/x.git", "vcs_info": {"vcs": "git", "commit_id": "abc", "requested_revision": "v1"}}"""
                    ),
                b => _ = DirectUrl.TryRead(b, out var url) ? url.LocalPath : null
            ),
            ["pyvenv.cfg"] = new(
                () =>
                    FuzzSeeds.Files(
                        "pyvenv.cfg",
                        "home = /usr/bin\nversion_info = 3.11.4.final.0\ncommand = /usr/bin/python3 -m venv /x\n"
                    ),
                ReadConfiguration
            ),
            [".pth"] = new(
                () =>
                    FuzzSeeds.Files(
                        "*.pth",
                        "/src/a\n../b\nimport __editable___x_finder; __editable___x_finder.install()\n# c\n"
                    ),
                b =>
                {
                    var file = PthFile.Parse("/nowhere/a.pth", b);
                    Text(file.Lines.Take(100).Select(l => (object?)file.Resolve(l)));
                }
            ),
            ["editable finder"] = new(
                () =>
                    FuzzSeeds.Files(
                        "nothing",
                        "MAPPING: dict[str, str] = {'a': '/src/a', \"b\": r'/src/b'}\nNAMESPACES = {}\n"
                    ),
                b => _ = PathLiterals.Read(Encoding.UTF8.GetString(b))
            ),
            ["script"] = new(
                () =>
                    FuzzSeeds.Files(
                        "nothing",
                        "#!/usr/bin/python3\n",
                        "#!/bin/sh\n'''exec' \"/x y/python\" \"$0\" \"$@\"\n' '''\n"
                    ),
                b =>
                {
                    _ = ScriptInterpreter.Of(Encoding.UTF8.GetString(b), "/bin");
                    _ = ScriptInterpreter.OfLauncher(b, "/bin");
                }
            ),
            ["version"] = new(() => FuzzSeeds.Rows("packaging/pep440_cases.jsonl.gz", "v"), ReadVersion),
            ["specifiers"] = new(() => FuzzSeeds.Rows("packaging/requirements.jsonl.gz", "r"), ReadSpecifiers),
            ["marker"] = new(() => FuzzSeeds.Rows("packaging/markers.jsonl.gz", "m"), ReadMarker),
            ["requirement"] = new(() => FuzzSeeds.Rows("packaging/requirements.jsonl.gz", "r"), ReadRequirement),
            ["TOML"] = new(
                () => FuzzSeeds.FirstTexts("formats/toml.jsonl.gz"),
                b => _ = TomlDocument.TryParse("/x.toml", b, out _, out _)
            ),
            ["uv.lock"] = Lock("uv.lock", "formats/uv_locks.jsonl.gz"),
            ["poetry.lock"] = Lock("poetry.lock", "formats/locks.jsonl.gz"),
            ["pylock.toml"] = Lock("pylock.toml", "formats/locks.jsonl.gz"),
            ["Pipfile.lock"] = new(
                () =>
                    FuzzSeeds.Files(
                        "nothing",
                        """{"_meta": {"hash": {"sha256": "ab"}, "pipfile-spec": 6, "requires": {"python_version": "3.11"}, "sources": [{"name": "x", "url": "https://dl.example/simple", "verify_ssl": true}]}, "default": {"idna": {"hashes": ["sha256:ab"], "markers": "python_version >= '3.5'", "version": "==3.4"}}, "develop": {"x": {"git": "https://dl.example/x.git", "ref": "abc", "extras": ["y"]}}}"""
                    ),
                ReadPipfileLock
            ),
            ["source"] = new(FuzzSeeds.Sources, ReadSource),
            ["redaction"] = new(
                () =>
                    FuzzSeeds.Files(
                        "requirements.txt",
                        "--index-url https://u:p@dl.example/simple?token=abc",
                        "TOKEN=ghp_0123456789abcdef"
                    ),
                b => _ = Redaction.Redact(Encoding.UTF8.GetString(b))
            ),
        }
            .Concat(NativeFuzz.Targets)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Readers of files, by the name that the file must have; they are handed the folder.</summary>
    public static ImmutableSortedDictionary<string, Func<IReadOnlyList<byte[]>>> Declarations { get; } =
        new Dictionary<string, Func<IReadOnlyList<byte[]>>>(StringComparer.Ordinal)
        {
            ["requirements.txt"] = () =>
                [
                    .. FuzzSeeds.InFiles("formats/requirements.jsonl.gz", "requirements.txt"),
                    .. FuzzSeeds.InFiles("formats/requirements-made.jsonl.gz", "requirements.txt"),
                ],
            ["pyproject.toml"] = () => FuzzSeeds.InFiles("formats/projects.jsonl.gz", "pyproject.toml"),
            ["setup.cfg"] = () => FuzzSeeds.InFiles("formats/projects.jsonl.gz", "setup.cfg"),
            ["setup.py"] = () => FuzzSeeds.InFiles("formats/projects.jsonl.gz", "setup.py"),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Reads a declaration that lies in a folder of its own.</summary>
    public static void ReadDeclaration(FileWorld world, string folder, string name)
    {
        if (name == "requirements.txt")
        {
            var file = RequirementsFile.Read(world, WorldPath.Join(folder, name));
            Text(file.Errors.Concat<object?>(file.Warnings).Concat(file.Requirements));
        }
        else
        {
            _ = Project.Read(world, folder);
        }
    }

    private static FuzzTarget Lock(string name, string corpus) =>
        new(
            () => FuzzSeeds.InFiles(corpus, name),
            b =>
                _ = LockFileReader.TryRead(
                    LockFileReader.FormatOf(name)!.Value,
                    "/" + name,
                    Encoding.UTF8.GetString(b),
                    out _,
                    out _
                )
        );

    private static void ReadPipfileLock(byte[] bytes) =>
        _ = LockFileReader.TryRead(LockFormat.Pipfile, "/Pipfile.lock", Encoding.UTF8.GetString(bytes), out _, out _);

    private static void ReadSource(byte[] bytes)
    {
        var source = PythonSource.Read(bytes, SourceTruth.Watched);
        Text(source.Imports.SelectMany(i => i.Context));
        Text(source.Uses.SelectMany(u => u.Context));
        Text(source.DynamicImports);
        _ = source.Definitions.Defines("a");
        Text(source.Definitions.Names);
    }

    private static void ReadRecord(byte[] bytes)
    {
        var record = RecordFile.Read(bytes);
        Text(record.Problems);
        Text(record.Rows.Select(r => (object?)r.Path));
    }

    private static void ReadMetadata(byte[] bytes)
    {
        if (CoreMetadata.TryRead(bytes, out var metadata, out _))
        {
            foreach (var line in metadata.RequiresDist.Take(100))
            {
                _ = Requirement.TryParse(line.Text, out _, out _);
            }
        }
    }

    private static void ReadConfiguration(byte[] bytes)
    {
        var configuration = PyVenvConfiguration.Parse(bytes);
        _ = (configuration.Version, configuration.Maker);
        if (configuration.Get("command") is { } command)
        {
            _ = CreationCommand.Folder(command);
        }

        _ = PrefixReader.FolderOfActivation(Encoding.UTF8.GetString(bytes));
    }

    private static void ReadVersion(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        if (PythonVersion.TryParse(text, out var version))
        {
            _ = version.ToString();
            _ = version.CompareTo(_version);
        }

        _ = WheelFileName.TryParse(text, out _, out _);
        _ = PackageName.Of(text);
    }

    private static void ReadSpecifiers(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var start = text.AsSpan().IndexOfAny("<>=!~");
        if (start >= 0 && VersionSpecifiers.TryParse(text[start..], out var specifiers, out _))
        {
            _ = specifiers.Contains(_version);
            _ = specifiers.CanNeverMatch();
            _ = specifiers.ToRange().Complement().ToString();
        }
    }

    private static void ReadMarker(byte[] bytes)
    {
        if (Marker.TryParse(Encoding.UTF8.GetString(bytes), out var marker, out _))
        {
            _ = marker.Evaluate(_environment);
            _ = marker.Extras;
            _ = marker.ToString();
        }
    }

    private static void ReadRequirement(byte[] bytes)
    {
        if (Requirement.TryParse(Encoding.UTF8.GetString(bytes), out var requirement, out _))
        {
            _ = requirement.ToString();
            _ = requirement.Marker?.Evaluate(_environment);
        }
    }

    private static void Text(IEnumerable<object?> values)
    {
        foreach (var value in values.Take(100))
        {
            _ = value?.ToString();
        }
    }
}
