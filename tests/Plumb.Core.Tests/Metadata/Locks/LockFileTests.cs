using System.Text;
using CsCheck;
using Plumb.Core.Tests.Corpus;
using Plumb.Metadata.Locks;
using Plumb.Metadata.Toml;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Locks;

public sealed class LockFileTests
{
    private const string Pipfile = """
        {
            "_meta": {
                "hash": {"sha256": "abc"},
                "pipfile-spec": 6,
                "requires": {"python_version": "3.11"},
                "sources": [{"name": "main", "url": "https://index.example/simple", "verify_ssl": true}]
            },
            "default": {
                "colorama": {"hashes": ["sha256:1", "sha256:2"], "index": "main", "markers": "sys_platform == 'win32'", "version": "==0.4.6"},
                "Requests": {"extras": ["SOCKS"], "version": "==2.32.5"},
                "app": {"editable": true, "path": "."},
                "lib": {"git": "https://code.example/lib.git", "ref": "0123abc", "subdirectory": "python"}
            },
            "develop": {"pytest": {"version": "==9.0.0"}, "odd": "*"}
        }
        """;

    private const string Poetry = """
        [[package]]
        name = "colorama"
        version = "0.4.6"
        optional = false
        python-versions = ">=3.7"
        groups = ["main", "dev"]
        markers = {main = "platform_system == \"Windows\"", dev = "sys_platform == \"linux\""}
        files = [{file = "colorama-0.4.6-py2.py3-none-any.whl", hash = "sha256:1"}]

        [[package]]
        name = "PySocks"
        version = "1.7.1"
        optional = true
        python-versions = "*"
        groups = ["main"]
        markers = "extra == \"socks\""
        files = []

        [[package]]
        name = "lib"
        version = "1.0"
        optional = true
        python-versions = "^3.8"
        groups = ["main"]
        files = []
        develop = true
        [package.dependencies]
        numpy = [
            {version = ">=2", markers = "python_version >= \"3.10\""},
            {version = "<2", markers = "python_version < \"3.10\""},
        ]
        [package.source]
        type = "git"
        url = "https://code.example/lib.git"
        reference = "main"
        resolved_reference = "0123abc"

        [[package]]
        name = "numpy"
        version = "2.0"
        optional = true
        python-versions = ">=3.10"
        groups = ["main"]
        files = []

        [extras]
        socks = ["PySocks"]
        fast = ["lib"]

        [metadata]
        lock-version = "2.1"
        python-versions = ">=3.9"
        content-hash = "abc"
        """;

    [Fact]
    public void A_Pipfile_lock_is_read_by_its_sections()
    {
        var file = Read(LockFormat.Pipfile, Pipfile);
        Assert.Equal(("6", "abc", "==3.11.*"), (file.FormatVersion, file.ContentHash, file.RequiresPython!.ToString()));
        Assert.Equal(
            ["colorama", "requests", "app", "lib", "pytest", "odd"],
            file.Packages.Select(p => p.Name.Normalized)
        );
        var colorama = file.Packages[0];
        Assert.Equal("https://index.example/simple", colorama.Source.Location);
        Assert.Equal(["1", "2"], colorama.Files.Select(f => f.Hashes["sha256"]));
        Assert.Equal("lock:9:9", colorama.Location.ToString());
        Assert.Equal(["socks"], file.Packages[1].ActiveExtras);
        Assert.Equal(new LockedSource(LockedSourceKind.Directory, ".", IsEditable: true), file.Packages[2].Source);
        Assert.Equal(
            new LockedSource(LockedSourceKind.Vcs, "https://code.example/lib.git", "0123abc", "python"),
            file.Packages[3].Source
        );
        Assert.Equal(["app", "lib", "requests"], Selected(file, LockCorpus.Target("linux", "3.11")));
        var develop = LockCorpus.Target("linux", "3.11") with { Groups = ["develop"] };
        Assert.Equal(["app", "lib", "odd", "pytest", "requests"], Selected(file, develop));
        Assert.Equal(["app", "colorama", "lib", "requests"], Selected(file, LockCorpus.Target("windows", "3.11")));
        Assert.Equal(
            LockSelectionProblemKind.PythonNotSupported,
            Assert.Single(file.Select(LockCorpus.Target("linux", "3.12")).Problems).Kind
        );
    }

    [Fact]
    public void A_poetry_lock_is_selected_by_groups_markers_and_extras()
    {
        var file = Read(LockFormat.Poetry, Poetry);
        Assert.Equal(["fast", "socks"], file.Extras);
        var linux = LockCorpus.Target("linux", "3.12");
        Assert.Equal(["colorama"], Selected(file, linux));
        Assert.Equal([], Selected(file, linux with { WithoutGroups = ["dev"] }));
        Assert.Equal(["colorama", "pysocks"], Selected(file, linux with { Extras = ["Socks"] }));
        Assert.Equal(["colorama", "lib", "numpy"], Selected(file, linux with { Extras = ["fast"] }));
        Assert.Equal(
            new LockedSource(LockedSourceKind.Vcs, "https://code.example/lib.git", "0123abc", IsEditable: true),
            file.Packages[2].Source
        );
        Assert.Equal([">=2", "<2"], file.Packages[2].Dependencies.Select(d => d.Constraint));
    }

    [Fact]
    public void An_old_poetry_lock_keeps_its_files_apart()
    {
        var file = Read(
            LockFormat.Poetry,
            """
            [[package]]
            name = "six"
            version = "1.16.0"
            category = "dev"
            optional = false
            python-versions = ">=2.7"

            [metadata]
            lock-version = "1.1"

            [metadata.files]
            six = [{file = "six-1.16.0-py2.py3-none-any.whl", hash = "sha256:1"}]
            """
        );
        Assert.Equal("six-1.16.0-py2.py3-none-any.whl", Assert.Single(file.Packages[0].Files).Name);
        Assert.Equal(["dev"], file.Groups);
    }

    [Fact]
    public void What_a_uv_lock_says_of_sources_is_understood()
    {
        var file = Read(
            LockFormat.Uv,
            """
            version = 1
            [[package]]
            name = "a"
            version = "1"
            source = { git = "https://code.example/a.git?subdirectory=py&rev=main#0123abc" }
            [[package]]
            name = "b"
            source = { editable = "libs/b" }
            [[package]]
            name = "c"
            version = "1"
            source = { url = "https://files.example/c-1-py3-none-any.whl" }
            wheels = [{ url = "https://files.example/c-1-py3-none-any.whl", hash = "sha256:1" }]
            [[package]]
            name = "d"
            version = "1"
            source = { carrier-pigeon = "x" }
            """,
            problems: 1
        );
        Assert.Equal(
            [
                new LockedSource(LockedSourceKind.Vcs, "https://code.example/a.git", "0123abc", "py"),
                new LockedSource(LockedSourceKind.Directory, "libs/b", IsEditable: true),
                new LockedSource(LockedSourceKind.Url, "https://files.example/c-1-py3-none-any.whl"),
                new LockedSource(LockedSourceKind.Unknown),
            ],
            file.Packages.Select(p => p.Source)
        );
        Assert.Equal("lock:14:1", file.Packages[3].Location.ToString());
    }

    [Theory]
    [InlineData(LockFormat.Uv, "version = 2", 1)]
    [InlineData(LockFormat.Uv, "version = 1\nrevision = 99", 0)]
    [InlineData(LockFormat.Poetry, "[metadata]\nlock-version = '3.0'", 1)]
    [InlineData(LockFormat.Poetry, "[metadata]\nlock-version = '1.1'", 0)]
    [InlineData(LockFormat.Pipfile, "{\"_meta\": {\"pipfile-spec\": 7}}", 1)]
    [InlineData(LockFormat.Pylock, "lock-version = '1.9'\ncreated-by = 'x'\npackages = []", 1)]
    public void A_format_of_a_later_version_is_noted(LockFormat format, string text, int problems) =>
        Read(format, text, problems);

    [Fact]
    public void A_minor_version_alone_decides_what_all_its_releases_agree_on()
    {
        var file = Read(
            LockFormat.Pylock,
            """
            lock-version = "1.0"
            created-by = "x"
            requires-python = ">=3.9"
            [[packages]]
            name = "old"
            marker = "python_full_version < '3.10'"
            directory = {path = "old"}
            [[packages]]
            name = "patched"
            marker = "python_full_version >= '3.11.4'"
            directory = {path = "patched"}
            [[packages]]
            name = "new"
            marker = "python_full_version >= '3.10'"
            directory = {path = "new"}
            """
        );
        var machine = new TargetPlatform(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc, 2, 36);
        var selection = file.Select(new LockTarget(MarkerEnvironment.For(machine, "3.11")));
        Assert.Equal("new", Assert.Single(selection.Packages).Package.Name.Normalized);
        Assert.Equal("patched", Assert.Single(selection.Undecided).Name.Normalized);
        Assert.Empty(selection.Problems);
    }

    [Fact]
    public void Circles_and_dependencies_that_are_missing_end_the_walk()
    {
        var file = Read(
            LockFormat.Uv,
            """
            version = 1
            [[package]]
            name = "app"
            source = { virtual = "." }
            dependencies = [{ name = "a" }, { name = "gone" }]
            [[package]]
            name = "a"
            version = "1"
            dependencies = [{ name = "b", extra = ["x"] }]
            [[package]]
            name = "b"
            version = "1"
            dependencies = [{ name = "a" }]
            [package.optional-dependencies]
            x = [{ name = "b", extra = ["x"] }]
            """
        );
        var selection = file.Select(LockCorpus.Target("linux", "3.12"));
        Assert.Equal(["a", "b"], selection.Packages.Select(p => p.Package.Name.Normalized));
        Assert.Equal(LockSelectionProblemKind.MissingPackage, Assert.Single(selection.Problems).Kind);
    }

    [Fact]
    public void A_lock_that_multiplies_its_dependencies_is_left_off()
    {
        var packages = string.Concat(Enumerable.Repeat("[[package]]\nname = \"a\"\nversion = \"1\"\n", 2_000));
        var needs = string.Join(", ", Enumerable.Repeat("{name = \"a\", version = \"2\"}", 2_000));
        var file = Read(
            LockFormat.Uv,
            $"[[package]]\nname = \"app\"\nsource = {{virtual = \".\"}}\ndependencies = [{needs}]\n{packages}"
        );
        var selection = file.Select(LockCorpus.Target("linux", "3.12"));
        Assert.Contains(selection.Problems, p => p.Kind == LockSelectionProblemKind.TooLarge);
    }

    [Theory]
    [InlineData("uv.lock", LockFormat.Uv)]
    [InlineData("poetry.lock", LockFormat.Poetry)]
    [InlineData("Pipfile.lock", LockFormat.Pipfile)]
    [InlineData("pylock.toml", LockFormat.Pylock)]
    [InlineData("pylock.gpu.toml", LockFormat.Pylock)]
    [InlineData("pylock..toml", null)]
    [InlineData("pylock.a.b.toml", null)]
    [InlineData("Cargo.lock", null)]
    public void The_name_tells_the_kind(string name, LockFormat? format) =>
        Assert.Equal(format, LockFileReader.FormatOf(name));

    [Theory]
    [InlineData(LockFormat.Uv, "a=1\na=2")]
    [InlineData(LockFormat.Pylock, "lock-version='1.0'")]
    [InlineData(LockFormat.Pipfile, "[1]")]
    [InlineData(LockFormat.Pipfile, "{\"a\": 1} x")]
    [InlineData(LockFormat.Pipfile, "{\"a\": ")]
    [InlineData(LockFormat.Pipfile, "")]
    public void What_is_no_lock_is_refused(LockFormat format, string text) =>
        Assert.False(LockFileReader.TryRead(format, "lock", text, out _, out _));

    [Fact]
    public void Size_and_depth_are_bounded()
    {
        var small = new TomlOptions { MaxLength = 10 };
        Assert.False(LockFileReader.TryRead(LockFormat.Pipfile, "x", "{}" + new string(' ', 9), out _, out _, small));
        var deep = new string('[', 100_000);
        Assert.False(LockFileReader.TryRead(LockFormat.Pipfile, "x", "{\"a\":" + deep, out _, out _));
    }

    [Theory]
    [InlineData(LockFormat.Uv)]
    [InlineData(LockFormat.Poetry)]
    [InlineData(LockFormat.Pipfile)]
    [InlineData(LockFormat.Pylock)]
    public void Damaged_locks_end_in_a_selection_or_an_error(LockFormat format)
    {
        var seeds = LockCorpus
            .Rows.SelectMany(row => row.GetProperty("files").EnumerateObject())
            .Where(file => LockFileReader.FormatOf(file.Name) == format)
            .Select(file => file.Value.GetString()!)
            .Append(format == LockFormat.Pipfile ? Pipfile : Poetry)
            .Select(text => Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, 2500)]))
            .Take(8)
            .ToArray();
        var target = LockCorpus.Target("linux", "3.12") with { AllExtras = true, AllGroups = true };
        Mutation
            .Of(seeds)
            .Sample(
                bytes =>
                {
                    var text = Encoding.UTF8.GetString(bytes);
                    var read = LockFileReader.TryRead(format, "x", text, out var file, out var error);
                    Assert.Equal(read, error is null);
                    Assert.True(file is null || file.Select(target).Packages.Length <= file.Packages.Length);
                },
                iter: 3_000
            );
    }

    private static LockFile Read(LockFormat format, string text, int problems = 0)
    {
        Assert.True(LockFileReader.TryRead(format, "lock", text, out var file, out var error), error?.ToString());
        Assert.Equal(problems, file.Problems.Length);
        return file;
    }

    private static IEnumerable<string> Selected(LockFile file, LockTarget target) =>
        file.Select(target).Packages.Select(p => p.Package.Name.Normalized).Order(StringComparer.Ordinal);
}
