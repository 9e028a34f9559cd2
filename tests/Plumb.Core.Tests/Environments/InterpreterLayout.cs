using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Core.Tests.Files;
using Plumb.Core.Tests.Formats;

namespace Plumb.Core.Tests.Environments;

/// <summary>
/// One recorded layout: what an interpreter said about itself (<c>says</c>), and a description of its files, from which
/// a tree is made that holds just these.
/// </summary>
public sealed class InterpreterLayout
{
    private readonly JsonElement _files;

    private InterpreterLayout(JsonElement row)
    {
        Name = row.GetProperty("layout").GetString()!;
        Says = row.GetProperty("says");
        _files = row.GetProperty("files");
    }

    public string Name { get; }

    public JsonElement Says { get; }

    public string Prefix => Text(_files, "prefix")!;

    public string Program => Text(_files, "bin")!;

    public bool IsExternallyManaged => _files.GetProperty("externally_managed_effective").GetBoolean();

    private string Base => Text(_files, "base")!;

    /// <summary>All recorded layouts: those of <c>shared</c> where it is there, else those that the repository carries.</summary>
    public static IReadOnlyDictionary<string, InterpreterLayout> All { get; } = Load();

    private static Dictionary<string, InterpreterLayout> Load()
    {
        var shared = SkeletonLibrary.SharedFolder is { } folder
            ? Path.Combine(folder, "cases", "interpreters.json")
            : null;
        using var stream = File.Exists(shared)
            ? File.OpenRead(shared)
            : new GZipStream(
                File.OpenRead(Path.Combine(SkeletonLibrary.CorpusFolder, "interpreters.json.gz")),
                CompressionMode.Decompress
            ) as Stream;
        var document = JsonDocument.Parse(stream);
        return document
            .RootElement.GetProperty("layouts")
            .EnumerateArray()
            .Select(row => new InterpreterLayout(row))
            .ToDictionary(layout => layout.Name, StringComparer.Ordinal);
    }

    /// <summary>Makes the described files, and the C library of the machine that the layouts were recorded on.</summary>
    public TestWorld Make()
    {
        var world = new TestWorld();
        var library = _files.GetProperty("lib_dirs")[0].GetString()!;
        world
            .File($"{Base}/{library}/os.py", "# os\n")
            .Directory_($"{Base}/{library}/lib-dynload")
            .File("/lib64/ld-linux-x86-64.so.2", new ElfFixture().Build())
            .File(
                "/lib64/libc.so.6",
                new ElfFixture { Text = "GNU C Library (Debian GLIBC 2.36-9) stable release version 2.36.\n" }.Build()
            );
        foreach (var header in _files.GetProperty("patchlevel_h").EnumerateObject())
        {
            var text = $"#define PY_RELEASE_SERIAL\t0\n#define PY_VERSION      \t\"{header.Value.GetString()}\"\n";
            world.File($"{Base}/include/{header.Name}/patchlevel.h", text);
        }

        foreach (var path in Strings(_files, "sysconfigdata"))
        {
            world.File($"{Base}/{path}", SysconfigText());
        }

        if (_files.GetProperty("externally_managed").GetBoolean())
        {
            world.File($"{Base}/{library}/EXTERNALLY-MANAGED", "[externally-managed]\n");
        }

        MakeSites(world);
        MakeProgram(world);
        if (_files.TryGetProperty("pyvenv_cfg", out var configuration))
        {
            var lines = configuration.EnumerateObject().Select(p => $"{p.Name} = {p.Value.GetString()}\n");
            world.File($"{Prefix}/pyvenv.cfg", string.Concat(lines));
        }

        return world;
    }

    private void MakeSites(TestWorld world)
    {
        foreach (var site in Strings(_files, "site_packages"))
        {
            world.Directory_(site);
        }

        foreach (var name in Strings(_files, "pth"))
        {
            world.File($"{Strings(_files, "site_packages").Last()}/{name}", "import sys; sys.path\n");
        }

        // The description lists the folders of the prefix only.
        var userSite = Text(Says, "user_site")!;
        if (Strings(Says, "path").Contains(userSite, StringComparer.Ordinal))
        {
            world.Directory_(userSite);
        }
    }

    private void MakeProgram(TestWorld world)
    {
        var elf = _files.GetProperty("elf");
        var needed = Strings(elf, "needed_libpython").ToArray();
        var hex = ConstantOf(Text(Says, "version")!);
        (string, ulong)[] constant = hex is { } value ? [("Py_Version", value)] : [];
        var program = new ElfFixture
        {
            Machine = (ushort)elf.GetProperty("machine").GetInt32(),
            Is64Bit = elf.GetProperty("class").GetInt32() == 64,
            Interpreter = Text(elf, "interp"),
            Needed = [.. needed, "libc.so.6"],
            RunPath = needed.Length > 0 ? Base + "/lib" : null,
            Constants = needed.Length > 0 ? [] : constant,
        };
        world.File(Text(_files, "real")!, program.Build());
        var from = Program;
        foreach (var link in Strings(_files, "links"))
        {
            world.Link(from, link);
            from = link.StartsWith('/') ? link : Path.GetDirectoryName(from) + "/" + link;
        }

        if (needed.Length > 0)
        {
            var library = new ElfFixture { SoName = needed[0], Constants = constant }.Build();
            world.File(Text(_files, "libpython") ?? $"{Base}/lib/{needed[0]}", library);
            world.File($"{Base}/lib/{needed[0]}", library);
        }
    }

    private static ulong? ConstantOf(string version)
    {
        var parts = version
            .Split('.')
            .Select(part => ulong.Parse(part, System.Globalization.CultureInfo.InvariantCulture))
            .ToArray();
        return parts[0] == 3 && parts[1] >= 11 ? (parts[0] << 24) | (parts[1] << 16) | (parts[2] << 8) | 0xF0 : null;
    }

    private string SysconfigText()
    {
        var text = new StringBuilder(
            "# system configuration generated and used by the sysconfig module\nbuild_time_vars = {"
        );
        foreach (var variable in _files.GetProperty("sysconfig").EnumerateObject())
        {
            var value = variable.Value.GetString()!;
            var quoted = value is "0" or "1" ? value : $"'{value}'";
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"'{variable.Name}': {quoted},\n ");
        }

        return text.Append("'Z': ''}\n").ToString();
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<string> Strings(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(item => item.GetString()!);
}
