using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Core.Tests.Formats;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Repairs;

namespace Plumb.Core.Tests.Checks.Native;

/// <summary>A small environment whose interpreter is an ELF file with a loader, and modules that are made of headers only.</summary>
internal sealed class LoaderWorld : IDisposable
{
    public LoaderWorld()
    {
        Environment
            .File("/usr/local/bin/python3.11", new ElfFixture { Needed = ["libc.so.6"] }.Build())
            .File("/lib64/ld-linux-x86-64.so.2", new ElfFixture { SoName = "ld-linux-x86-64.so.2" }.Build())
            .File("/lib/libc.so.6", new ElfFixture { SoName = "libc.so.6" }.Build());
    }

    public SmallEnvironment Environment { get; } = new();

    public string Site => Environment.Site;

    /// <summary>Puts a library somewhere; <paramref name="text"/> makes it another one.</summary>
    public LoaderWorld Library(string path, string soName, string text = "", params string[] versions)
    {
        Environment.File(
            path,
            new ElfFixture
            {
                SoName = soName,
                Text = text,
                Versions = versions,
            }.Build()
        );
        return this;
    }

    /// <summary>Installs a distribution with one module, <c>fast</c>, and libraries of its own.</summary>
    public LoaderWorld Module(ElfFixture module, params string[] libraries)
    {
        Environment.File(
            Site + "/fast.cpython-311-x86_64-linux-gnu.so",
            (module with { Constants = [("PyInit_fast", 1)] }).Build()
        );
        Environment.Install("fast", "1.2", ["fast.cpython-311-x86_64-linux-gnu.so", .. libraries]);
        return this;
    }

    /// <summary>Lets every account write a folder, which is made where it is not there.</summary>
    public LoaderWorld Open(string folder, bool sticky = false)
    {
        var all = (UnixFileMode)0x1FF | (sticky ? UnixFileMode.StickyBit : UnixFileMode.None);
        var made = Directory.CreateDirectory(Environment.Root + folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(made.FullName, all);
        }

        return this;
    }

    /// <summary>The findings of some rules, their fixes tried.</summary>
    public ImmutableArray<Finding> Check(string select)
    {
        var selection = new RuleSelection([.. select.Split(',')], []);
        var context = new CheckContext(Environment.Observe(observation: Observation.Files | Observation.Native));
        return FixVerifier.Attach(context, CheckRunner.Run(context, selection), selection);
    }

    public void Dispose() => Environment.Dispose();
}
