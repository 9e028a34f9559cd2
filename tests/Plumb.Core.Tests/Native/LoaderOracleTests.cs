using System.Diagnostics;
using Plumb.Core.Tests.Corpus;
using Plumb.Files;
using Plumb.Native.Loading;
using Xunit;

namespace Plumb.Core.Tests.Native;

/// <summary>The oracle: this machine's own dynamic loader, asked about real libraries and about some that are made for the question.</summary>
public sealed class LoaderOracleTests : IDisposable
{
    private const string Loader = "/lib64/ld-linux-x86-64.so.2";
    private static readonly ElfKind _x64 = new(62, true, true);
    private static readonly LoadableLibrary _program = new() { Path = "/usr/bin/python3", Kind = _x64 };
    private readonly string _folder = TemporaryFolder.Create();

    [Fact]
    public void Libraries_of_this_machine_load_what_its_loader_says()
    {
        if (!File.Exists(Loader))
        {
            return;
        }

        var files = Directory
            .EnumerateFiles("/usr/lib/x86_64-linux-gnu", "lib*.so.*")
            .Where(f => new FileInfo(f).LinkTarget is null)
            .Order(StringComparer.Ordinal)
            .Take(60)
            .ToList();
        Assert.NotEmpty(files);
        Assert.All(files, AssertSame);
    }

    [Fact]
    public void Made_libraries_load_what_its_loader_says()
    {
        if (!File.Exists(Loader))
        {
            return;
        }

        var below = Directory.CreateDirectory(Path.Combine(_folder, "below")).FullName;
        Compile("int deep(void) { return 1; }", Path.Combine(below, "libdeep.so"), "-Wl,-soname,libdeep.so");
        Compile(
            "int deep(void); int middle(void) { return deep(); }",
            Path.Combine(below, "libmiddle.so"),
            "-Wl,-soname,libmiddle.so",
            "-L" + below,
            "-Wl,--no-as-needed",
            "-ldeep"
        );
        string[] ways =
        [
            "--enable-new-dtags,-rpath,$ORIGIN/below",
            "--disable-new-dtags,-rpath,$ORIGIN/below",
            "-rpath,/nowhere",
        ];
        foreach (var (way, i) in ways.Select((w, i) => (w, i)))
        {
            var top = Path.Combine(_folder, FormattableString.Invariant($"top{i}.so"));
            Compile(
                "int middle(void); int top(void) { return middle(); }",
                top,
                "-L" + below,
                "-Wl,-rpath-link," + below,
                "-Wl,--no-as-needed,-z,lazy," + way,
                "-lmiddle"
            );
            AssertSame(top);
        }
    }

    public void Dispose() => TemporaryFolder.Remove(_folder);

    private static void AssertSame(string file)
    {
        var world = new FileWorld();
        var store = new ElfLibraryStore(world);
        var search = new LibrarySearch(store, LoaderProbe.Read(world, WorldVariables.None, _program), _x64);
        var library = store.Read(file);
        Assert.NotNull(library);
        var closure = new ClosureBuilder(search, PreloadableLibraries.None).Build(library);
        var (found, missing) = Ask(world, file);
        Assert.Equal(missing, closure.Missing.FirstOrDefault()?.Name);
        if (missing is not null)
        {
            return;
        }

        Assert.Equal(
            found,
            closure
                .Members.Skip(1)
                .Where(m => WorldPath.Name(m.Library.Path) != WorldPath.Name(world.RealPath(Loader)!))
                .Select(m => m.Library.Path)
                .Order(StringComparer.Ordinal)
        );
    }

    // The loader stops at the first library that it does not find.
    private static (List<string> Found, string? Missing) Ask(FileWorld world, string file)
    {
        var start = new ProcessStartInfo(Loader, ["--list", file])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("LD_LIBRARY_PATH");
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        var trouble = process.StandardError.ReadToEnd();
        process.WaitForExit();
        const string words = "error while loading shared libraries: ";
        if (trouble.IndexOf(words, StringComparison.Ordinal) is >= 0 and var at)
        {
            return ([], trouble[(at + words.Length)..].Split(':')[0]);
        }

        var found = said.Split('\n')
            .Select(line => line.Trim().Split(" => "))
            .Where(parts => parts.Length == 2 && WorldPath.Name(parts[0]) != WorldPath.Name(Loader))
            .Select(parts => world.RealPath(parts[1][..parts[1].LastIndexOf(" (", StringComparison.Ordinal)])!)
            .Order(StringComparer.Ordinal);
        return ([.. found], null);
    }

    private void Compile(string source, string output, params string[] options)
    {
        var file = Path.Combine(_folder, Path.GetFileNameWithoutExtension(output) + ".c");
        File.WriteAllText(file, source);
        using var process = Process.Start(
            new ProcessStartInfo(
                Plumb.Core.Tests.Machine.Gpus.NvmlStub.Compiler(),
                ["-shared", "-fPIC", "-o", output, file, .. options]
            )
        )!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
