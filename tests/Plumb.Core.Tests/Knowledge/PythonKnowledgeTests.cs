using Plumb.Knowledge;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Knowledge;

public sealed class PythonKnowledgeTests
{
    [Fact]
    public void The_shipped_files_can_be_read_and_name_their_sources()
    {
        Assert.Equal(new DateOnly(2027, 10, 31), PythonReleases.Embedded.EndOfLife(3, 11));
        Assert.Equal(Grade.Documented, PythonReleases.Embedded.SourceOf(3, 9)!.Grade);
        Assert.NotEmpty(StandardLibraryModules.Embedded.Source.Text);
        Assert.Equal("virtualenv and uv", StartFiles.Embedded.Find("_virtualenv.pth", ["import _virtualenv"])?.By);
        Assert.Null(StartFiles.Embedded.Find("mine.pth", ["import _virtualenv"]));
    }

    [Theory]
    [InlineData("random", 3, 11, true)]
    [InlineData("tomllib", 3, 11, true)]
    [InlineData("tomllib", 3, 10, false)]
    [InlineData("distutils", 3, 11, true)]
    [InlineData("distutils", 3, 12, false)]
    [InlineData("sys", 3, 11, false)]
    [InlineData("os", 3, 11, false)]
    [InlineData("numpy", 3, 11, false)]
    public void A_module_can_be_hidden_while_it_belongs_to_the_standard_library(
        string name,
        int major,
        int minor,
        bool can
    ) => Assert.Equal(can, StandardLibraryModules.Embedded.CanBeHidden(name, major, minor));

    private const string Head = "source = \"x\"\ngrade = \"documented\"\ndate = \"2026-11-24\"\n";

    [Theory]
    [InlineData("not toml [")]
    [InlineData("")]
    [InlineData(Head)]
    [InlineData(Head + "[[release]]\npython = \"3\"\nend_of_life = \"2026-01-01\"\n")]
    [InlineData(Head + "[[release]]\npython = \"3.1\"\nend_of_life = \"soon\"\n")]
    [InlineData(
        Head
            + "[[release]]\npython = \"3.1\"\nend_of_life = \"2026-01-01\"\n[[release]]\npython = \"3.1\"\nend_of_life = \"2026-01-01\"\n"
    )]
    [InlineData(
        "grade = \"documented\"\ndate = \"2026-11-24\"\n[[release]]\npython = \"3.1\"\nend_of_life = \"2026-01-01\"\n"
    )]
    public void A_broken_file_of_releases_is_refused_with_a_reason(string toml)
    {
        Assert.False(PythonReleases.TryRead(toml, out _, out var error));
        Assert.NotEmpty(error.Message);
    }

    [Theory]
    [InlineData("= 1")]
    [InlineData("modules = [\"a\"]")]
    [InlineData(Head + "modules = [\"a\"]\nfirst = [\"a\"]\n")]
    [InlineData(Head + "modules = [\"a\"]\n[[added]]\npython = \"3.9\"\nmodules = [\"b\"]\n")]
    [InlineData(Head + "modules = [\"a\"]\n[[removed]]\npython = \"later\"\nmodules = [\"a\"]\n")]
    public void A_broken_list_of_standard_modules_is_refused_with_a_reason(string toml)
    {
        Assert.False(StandardLibraryModules.TryRead(toml, out _, out var error));
        Assert.NotEmpty(error.Message);
    }

    [Theory]
    [InlineData("[[file")]
    [InlineData(
        "grade = \"documented\"\ndate = \"2026-11-24\"\n[[file]]\nname = \"x.pth\"\nlines = [\"import x\"]\nby = \"x\"\npurpose = \"x\"\n"
    )]
    [InlineData(
        "grade = \"certain\"\ndate = \"2026-11-24\"\n[[file]]\nname = \"x.pth\"\nlines = [\"import x\"]\nby = \"x\"\npurpose = \"x\"\nsource = \"x\"\n"
    )]
    [InlineData(
        "grade = \"documented\"\ndate = \"2026-11-24\"\n[[file]]\nname = \"x.pth\"\nby = \"x\"\npurpose = \"x\"\nsource = \"x\"\n"
    )]
    public void A_broken_list_of_start_files_is_refused_with_a_reason(string toml)
    {
        Assert.False(StartFiles.TryRead(toml, out _, out var error));
        Assert.NotEmpty(error.Message);
    }

    [Theory]
    [InlineData("torch", "2.1.2+cu118", "https://download.pytorch.org/whl/cu118")]
    [InlineData("torchaudio", "2.4.0+rocm6.1", "https://download.pytorch.org/whl/rocm6.1")]
    [InlineData("torch", "2.1.2+cpu", "https://download.pytorch.org/whl/cpu")]
    [InlineData("torch", "2.1.2", null)]
    [InlineData("torch", "2.1.2+cpu.cxx11.abi", null)]
    [InlineData("torch", "2.1.2+cu", null)]
    [InlineData("jax", "0.4+cpu", null)]
    public void The_index_of_a_local_version_is_known_by_name_and_label(string name, string version, string? url) =>
        Assert.Equal(url, LocalVersionIndexes.Embedded.Find(PackageName.Parse(name), PythonVersion.Parse(version)));

    [Theory]
    [InlineData("[[index")]
    [InlineData("grade = \"documented\"\ndate = \"2026-11-24\"\n[[index]]\nurl = \"https://x/\"\n")]
    [InlineData(
        "grade = \"documented\"\ndate = \"2026-11-24\"\n[[index]]\nurl = \"https://x/{local}\"\nnames = [\"-a\"]\nlocals = [\"cpu\"]\nsource = \"x\"\n"
    )]
    public void A_broken_list_of_indexes_is_refused_with_a_reason(string toml)
    {
        Assert.False(LocalVersionIndexes.TryRead(toml, out _, out var error));
        Assert.NotEmpty(error.Message);
    }
}
