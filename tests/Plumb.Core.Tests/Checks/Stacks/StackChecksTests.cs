using Plumb.Checks.Stacks;
using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Stacks;

public sealed class StackChecksTests
{
    private const string Toml = """
        [stack]
        name = "a"
        title = "Alpha"

        [requires]
        python = ">=3.10,<3.12"

        [[variant]]
        name = "cuda"
        when = { gpu = "nvidia", cuda = "11.8" }

        [[variant]]
        name = "cpu"

        [[stage]]
        name = "core"
        packages = ["numpy>=1.23,<2", "nothing; sys_platform == 'win32'"]
        imports = ["numpy"]

        [[stage]]
        name = "torch"
        packages = ["torch==2.1.2"]
        variants = { cuda = ["torch==2.1.2+cu118"] }

        [[stage]]
        name = "runtime"
        variants = { cuda = ["onnxruntime-gpu==1.16.3"], cpu = ["onnxruntime==1.16.3"] }

        [[stage]]
        name = "more"
        packages = ["realesrgan"]
        optional = true

        [[exclusive]]
        packages = ["onnxruntime", "onnxruntime-gpu"]
        """;

    private static SmallEnvironment Whole() =>
        new SmallEnvironment()
            .Install("numpy", "1.26.4", ["numpy/__init__.py"])
            .Install("torch", "2.1.2+cpu", ["torch/__init__.py"])
            .Install("onnxruntime", "1.16.3", ["onnxruntime/__init__.py"]);

    [Fact]
    public void A_whole_environment_has_no_finding_but_the_note_on_what_is_optional()
    {
        using var environment = Whole();
        var result = environment.Against(Toml);
        var note = Assert.Single(result.Findings);
        Assert.Equal(("PLB3003", Severity.Info), (note.Rule.Code, note.Severity));
        Assert.Null(result.Stack!.Next);
        Assert.Equal(
            [StackStatus.Done, StackStatus.Done, StackStatus.Done, StackStatus.LeftOut],
            result.Stack.Stages.Select(s => s.Status)
        );
    }

    [Fact]
    public void A_machine_whose_cards_nobody_can_see_is_not_called_one_without_a_card()
    {
        using var environment = Whole();
        Directory.Delete(Path.Combine(environment.Root, "sys"), recursive: true);
        var result = environment.Against(Toml);
        var finding = Assert.Single(result.Findings, f => f.Rule.Code == "PLB3001");
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("cannot be told", finding.Title, StringComparison.Ordinal);
        Assert.Null(result.Stack!.Choice.Chosen);
    }

    [Fact]
    public void A_variant_that_was_asked_for_and_does_not_fit_is_told_with_those_that_do()
    {
        using var environment = Whole();
        var result = environment.Against(Toml, variant: "cuda");
        var finding = Assert.Single(result.Findings, f => f.Rule.Code == "PLB3001");
        Assert.Equal("What fits: cpu.", finding.Message);
    }

    [Theory]
    [InlineData("https://example.org/w", "https://example.org/w.git", StackStatus.Done)]
    [InlineData("https://example.org/w.git", "https://example.org/other", StackStatus.Unknown)]
    public void A_package_from_an_address_is_there_only_when_it_came_from_there(
        string origin,
        string asked,
        StackStatus status
    )
    {
        using var environment = new SmallEnvironment().Install(
            "widget",
            "1.0",
            ["widget.py"],
            directUrl: $$$"""{"url": "{{{origin}}}", "vcs_info": {"vcs": "git", "commit_id": "abc"}}"""
        );
        var result = environment.Against(
            $"[stack]\nname = 'a'\n[[stage]]\nname = 's'\npackages = ['widget @ git+{asked}@main']\n"
        );
        Assert.Equal(status, Assert.Single(result.Stack!.Stages).Status);
    }

    [Fact]
    public void Missing_stages_are_one_finding_with_commands_in_their_order()
    {
        using var environment = new SmallEnvironment();
        var result = environment.Against(Toml);
        var finding = Assert.Single(result.Findings, f => f.Severity == Severity.Error);
        Assert.Equal("PLB3003", finding.Rule.Code);
        Assert.Equal("3 stages of Alpha for cpu are not installed: core, torch and runtime.", finding.Title);
        var fix = Assert.Single(finding.Fixes);
        Assert.True(fix.Verified);
        Assert.Equal(3, fix.Commands.Length);
        Assert.Contains("numpy", fix.Commands[0], StringComparison.Ordinal);
        Assert.DoesNotContain("nothing", fix.Commands[0], StringComparison.Ordinal);
        Assert.Contains("torch==2.1.2", fix.Commands[1], StringComparison.Ordinal);
        Assert.Equal("core", result.Stack!.Next!.Stage.Name);
    }

    [Fact]
    public void Another_build_is_wrong_for_the_variant_that_wants_its_own()
    {
        using var environment = Whole();
        var result = environment.Against(Toml, cards: ["RTX 3080,driver=550.90"]);
        var finding = Assert.Single(result.Findings, f => f.Subject.Name == "torch");
        Assert.Equal(("PLB3004", Severity.Error), (finding.Rule.Code, finding.Severity));
        var command = Assert.Single(Assert.Single(finding.Fixes).Commands);
        Assert.Contains("torch==2.1.2+cu118", command, StringComparison.Ordinal);
        Assert.Contains("/whl/cu118", command, StringComparison.Ordinal);
    }

    [Fact]
    public void What_excludes_the_wanted_package_is_exchanged_and_nothing_is_put_beside_it()
    {
        using var environment = Whole();
        var result = environment.Against(Toml, cards: ["RTX 3080,driver=550.90"]);
        var finding = Assert.Single(result.Findings, f => f.Subject.Name == "onnxruntime");
        Assert.Equal(("PLB3004", Severity.Warning), (finding.Rule.Code, finding.Severity));
        var fix = Assert.Single(finding.Fixes);
        Assert.Contains("uninstall -y onnxruntime", fix.Commands[0], StringComparison.Ordinal);
        Assert.Contains("onnxruntime-gpu==1.16.3", fix.Commands[1], StringComparison.Ordinal);
        Assert.DoesNotContain(result.Findings, f => f.Rule.Code == "PLB3003" && f.Severity == Severity.Error);
    }

    [Fact]
    public void A_version_outside_the_range_and_a_module_that_is_nowhere_are_wrong()
    {
        using var environment = new SmallEnvironment()
            .Install("numpy", "2.2.6", ["numpy/__init__.py"])
            .Install("torch", "2.1.2", ["torch/__init__.py"])
            .Install("onnxruntime", "1.16.3", ["onnxruntime/__init__.py"]);
        Assert.Contains(
            environment.Against(Toml).Findings,
            f => f.Rule.Code == "PLB3004" && f.Title.StartsWith("numpy 2.2.6 is installed", StringComparison.Ordinal)
        );

        using var without = new SmallEnvironment().Install("numpy", "1.26.4", ["other/__init__.py"]);
        Assert.Contains(
            without.Against(Toml).Findings,
            f =>
                f.Rule.Code == "PLB3004"
                && f.Title.EndsWith("nothing brings the module numpy.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Another_python_is_an_error()
    {
        using var environment = new SmallEnvironment(python: "3.13.1");
        var finding = Assert.Single(environment.Against(Toml).Findings, f => f.Rule.Code == "PLB3002");
        Assert.Equal("Alpha asks for Python >=3.10,<3.12, and this environment's is 3.13.1.", finding.Title);
    }

    [Fact]
    public void Exclusive_packages_are_told_with_a_way_out_where_Plumb_does_not_know_the_family_itself()
    {
        const string Own = "[stack]\nname = 'a'\n[[exclusive]]\npackages = ['alpha-runtime', 'alpha-runtime-gpu']\n";
        using var environment = new SmallEnvironment()
            .Install("alpha-runtime", "1.0", ["alpha/a.py"])
            .Install("alpha-runtime-gpu", "1.0", ["alpha/b.py"]);
        var finding = Assert.Single(environment.Against(Own).Findings);
        Assert.Equal("PLB3005", finding.Rule.Code);
        Assert.NotEmpty(finding.Fixes);

        using var one = new SmallEnvironment().Install("alpha-runtime", "1.0", ["alpha/a.py"]);
        Assert.Empty(one.Against(Own).Findings);
    }

    [Theory]
    [InlineData("library = 'libGL.so.1'", "/usr/lib/x86_64-linux-gnu/libGL.so.1", true)]
    [InlineData("library = 'libGL.so.1'", "/usr/lib/other/libGL.so.1", false)]
    [InlineData("command = 'ffmpeg'", "/usr/bin/ffmpeg", true)]
    [InlineData("command = 'ffmpeg'", "/opt/ffmpeg", false)]
    [InlineData("library = 'libGL.so.1'\nsystems = 'windows'", "/nothing", true)]
    public void A_library_or_program_is_looked_for_where_the_system_does(string need, string file, bool isThere)
    {
        using var environment = new SmallEnvironment().File("/usr/lib/os-release", "ID=debian\n").File(file, "x");
        var found = environment.Against($"[stack]\nname = 'a'\n[[system]]\n{need}\n").Findings;
        Assert.Equal(isThere, found.IsEmpty);
        if (!isThere)
        {
            Assert.Equal("PLB3006", found[0].Rule.Code);
            Assert.Equal(Severity.Error, found[0].Severity);
        }
    }

    [Theory]
    [InlineData(null, ModelState.Missing, "PLB3007", Severity.Error)]
    [InlineData("0123456789", ModelState.Present, null, Severity.Info)]
    [InlineData("012345678", ModelState.OtherSize, "PLB3008", Severity.Warning)]
    [InlineData("012345678x", ModelState.OtherHash, "PLB3008", Severity.Warning)]
    [InlineData("<!DOCTYPE html><html></html>", ModelState.WebPage, "PLB3008", Severity.Error)]
    [InlineData(
        "version https://git-lfs.github.com/spec/v1\noid sha256:84d8\nsize 10\n",
        ModelState.LfsPointer,
        "PLB3008",
        Severity.Error
    )]
    public void A_model_file_is_told_apart_from_what_lies_in_its_place(
        string? text,
        ModelState state,
        string? code,
        Severity severity
    )
    {
        const string Model = """
            [stack]
            name = "a"
            [[model]]
            name = "m"
            path = "models/m.onnx"
            bytes = 10
            sha256 = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882"
            urls = ["https://example.org/m.onnx"]
            """;
        using var environment = new SmallEnvironment();
        if (text is not null)
        {
            environment.File("/opt/app/models/m.onnx", text);
        }

        var result = environment.Against(Model, verify: true);
        Assert.Equal(state, Assert.Single(result.Stack!.Seen.Models).State);
        Assert.Equal(code, result.Findings.FirstOrDefault()?.Rule.Code);
        if (code is not null)
        {
            Assert.Equal(severity, result.Findings[0].Severity);
            var fix = Assert.Single(result.Findings[0].Fixes);
            Assert.False(fix.Verified);
            Assert.Equal(
                "curl -fgL --create-dirs -o /opt/app/models/m.onnx.part https://example.org/m.onnx && mv /opt/app/models/m.onnx.part /opt/app/models/m.onnx",
                Assert.Single(fix.Commands)
            );
        }
    }

    [Fact]
    public void A_place_that_nobody_knows_is_unknown_and_no_finding()
    {
        using var environment = new SmallEnvironment();
        var result = environment.Against("[stack]\nname = 'a'\n[[model]]\nname = 'm'\npath = '~/m.onnx'\n");
        Assert.Equal(ModelState.Unknown, Assert.Single(result.Stack!.Seen.Models).State);
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void Nothing_is_offered_for_a_Python_that_the_stack_does_not_take()
    {
        using var environment = new SmallEnvironment(python: "3.13.1");
        var finding = environment
            .Against(Toml)
            .Findings.Single(f => f is { Rule.Code: "PLB3003", Severity: Severity.Error });
        Assert.Empty(finding.Fixes);
    }
}
