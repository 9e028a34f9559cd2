using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Plumb.Core.Tests.Corpus;
using Plumb.Files;
using Plumb.Machine.Gpus.Nvml;

namespace Plumb.Core.Tests.Machine.Gpus;

/// <summary>A library that answers as NVIDIA's management library would, compiled from C for each scenario.</summary>
public sealed class NvmlStub : IDisposable
{
    private static readonly string[] _compilers = ["cc", "gcc", "clang"];

    // Libraries can be loaded only from folders that may hold programs, which memory file systems sometimes may not.
    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-nvml-").FullName;

    /// <summary>Compiles a library with definitions such as <c>CUDA=12040</c>.</summary>
    public string Compile(params string[] definitions)
    {
        var library = Path.Combine(
            _folder,
            string.Create(CultureInfo.InvariantCulture, $"nvml{Directory.GetFiles(_folder).Length}.so")
        );
        var source = Path.Combine(CorpusFile.RepositoryRoot, "tests/Plumb.Core.Tests/Machine/Gpus/nvml_stub.c");
        var start = new ProcessStartInfo(Compiler()) { RedirectStandardError = true, UseShellExecute = false };
        string[] arguments =
        [
            "-shared",
            "-fPIC",
            "-nostdlib",
            "-O0",
            "-fno-stack-protector",
            "-o",
            library,
            .. definitions.Select(d => "-D" + d),
            source,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var compiler = Process.Start(start)!;
        var errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? library : throw new InvalidOperationException(errors);
    }

    /// <summary>Compiles a library and asks it.</summary>
    internal NvmlAnswer Ask(params string[] definitions) => AskLibrary(Compile(definitions));

    /// <summary>Asks a library by its path.</summary>
    internal static NvmlAnswer AskLibrary(string path) =>
        NvmlProbe.Ask(
            new FileWorld(),
            new WorldVariables(ImmutableDictionary<string, string>.Empty.Add(NvmlProbe.Variable, path))
        );

    /// <summary>One card as C writes it.</summary>
    public static string Card(
        string name,
        int major,
        int minor,
        int gigabytes,
        string uuid = "GPU-11111111-2222-3333-4444-555555555555",
        int bus = 1,
        int mig = 0,
        int code = 0
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"{name}\",\"{uuid}\",{major},{minor},{(long)gigabytes << 30}ull,{(long)gigabytes << 29}ull,{bus},0x2c02,{mig},{code}}}"
        );

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The C compiler of this machine.</summary>
    public static string Compiler()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return _compilers.SelectMany(c => folders.Select(f => Path.Combine(f, c))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                "These tests need a C compiler: cc, gcc or clang. ./test installs one."
            );
    }
}
