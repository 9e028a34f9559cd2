using Plumb.Core.Tests.Corpus;
using Plumb.Environments.Observing;
using Plumb.Files;
using Plumb.Metadata.Declarations;
using Plumb.Stacks;
using Xunit;

namespace Plumb.Core.Tests.Stacks;

public sealed class StackDraftTests : IDisposable
{
    private readonly string _root = TemporaryFolder.Create();

    [Fact]
    public void What_an_application_declares_becomes_stages_variants_and_models()
    {
        Write(
            "requirements.txt",
            "numpy<2\ntorch==2.8.0+cu128\nopencv-python\nonnxruntime-gpu>=1.20\ngit+https://u:secret@example.org/x#egg=own\nhttps://u:secret@example.org/bar-2.0-py3-none-any.whl\n--extra-index-url https://u:secret@example.org/simple\n"
        );
        Write("run.py", "");
        Write("models/a.onnx", new string('x', 70_000));
        Write("venv/lib/b.onnx", new string('x', 70_000));
        var text = Draft(hash: true, out var draft);
        Assert.True(StackReader.TryRead("plumb.toml", text, out var stack, out var mistake), $"{mistake}\n{text}");
        Assert.Equal(["core", "torch", "onnxruntime", "packages"], stack.Stages.Select(s => s.Name));
        Assert.Equal(["cuda", "cpu"], stack.Variants.Select(v => v.Name));
        Assert.Equal("12.8", stack.Variants[0].When.Cuda.ToString());
        Assert.EndsWith("/whl/cu128", stack.Variants[0].Indexes[0].Url, StringComparison.Ordinal);
        Assert.Equal(
            ["torch==2.8.0+cu128"],
            Stack.RequirementsOf(stack.Stages[1], stack.Variants[0]).Select(r => r.Requirement.ToString())
        );
        Assert.Equal(
            ["torch==2.8.0"],
            Stack.RequirementsOf(stack.Stages[1], stack.Variants[1]).Select(r => r.Requirement.ToString())
        );
        Assert.Contains(stack.Exclusions, e => e.Packages.Any(p => p.Normalized == "opencv-python-headless"));
        Assert.Equal("libGL.so.1", Assert.Single(stack.System).Library);
        var model = Assert.Single(stack.Models);
        Assert.Equal(("models/a.onnx", 70_000L), (model.Path, model.Bytes));
        Assert.Equal(64, model.Sha256.Length);
        Assert.Equal(["python", "run.py"], Assert.Single(stack.Launchers).Command);
        Assert.Equal(3, draft.LeftOut.Length);
        Assert.DoesNotContain(
            stack.Stages.SelectMany(s => s.Packages),
            p => p.Requirement.Name.Normalized is "own" or "bar"
        );
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_that_excludes_the_one_for_the_gpu_serves_the_other_machines()
    {
        Write("requirements.txt", "onnxruntime>=1.20\nonnxruntime-gpu>=1.20\n");
        var stack = Read(Draft(hash: false, out _));
        string[] For(string variant) =>
            [
                .. Stack
                    .RequirementsOf(stack.Stages[0], stack.Variants.Single(v => v.Name == variant))
                    .Select(r => r.Requirement.ToString()),
            ];
        Assert.Equal(["onnxruntime-gpu>=1.20"], For("cuda"));
        Assert.Equal(["onnxruntime>=1.20"], For("cpu"));
    }

    [Fact]
    public void An_extra_keeps_what_else_its_marker_asks_and_brings_nothing_that_excludes_a_requirement()
    {
        Write(
            "setup.cfg",
            "[metadata]\nname = x\n[options]\ninstall_requires =\n  onnxruntime\n[options.extras_require]\ngpu =\n  onnxruntime-gpu\n  pynvml; sys_platform == 'linux'\n"
        );
        var stack = Read(Draft(hash: false, out var draft));
        var extra = Assert.Single(stack.Stages, s => s.IsOptional);
        Assert.Equal("pynvml; sys_platform == \"linux\"", Assert.Single(extra.Packages).Requirement.ToString());
        Assert.Contains(draft.LeftOut, l => l.Contains("excludes onnxruntime", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(">=3.10,<4", ">=3.10,<4", 0)]
    [InlineData(">=3.10,<3", null, 1)]
    public void The_versions_of_Python_are_taken_over_unless_none_meets_them(
        string declared,
        string? taken,
        int leftOut
    )
    {
        Write(
            "pyproject.toml",
            $"[project]\nname='x'\nversion='1'\nrequires-python='{declared}'\ndependencies=['numpy']\n"
        );
        var stack = Read(Draft(hash: false, out var draft));
        Assert.Equal(taken, stack.Requires.Python?.ToRange().ToString());
        Assert.Equal(leftOut, draft.LeftOut.Count(l => l.StartsWith("requires-python", StringComparison.Ordinal)));
    }

    private static Stack Read(string text)
    {
        Assert.True(StackReader.TryRead("plumb.toml", text, out var stack, out var mistake), $"{mistake}\n{text}");
        return stack;
    }

    [Theory]
    [InlineData(
        "[project]\nname='x'\nversion='1'\nrequires-python='>=3.10,<3.13'\ndependencies=['numpy']\n[project.optional-dependencies]\ngui=['pyqt6']\n"
    )]
    [InlineData(
        "[project]\nname='x'\nversion='1'\ndependencies=['a\\u0007; python_version<\"3\"', 'b @ https://example.org/b.whl']\n"
    )]
    [InlineData("")]
    public void Whatever_is_declared_the_draft_can_be_read(string project)
    {
        Write("pyproject.toml", project);
        var text = Draft(hash: false, out _);
        Assert.True(StackReader.TryRead("plumb.toml", text, out var stack, out var mistake), $"{mistake}\n{text}");
        Assert.Equal("x", stack.Name);
    }

    private string Draft(bool hash, out StackDraft draft)
    {
        var world = new FileWorld(_root);
        draft = new StackDraft(
            "x",
            Declaration.Find(world, "/app").Chosen,
            ModelFileFinder.Find(world, "/app", hash, TestContext.Current.CancellationToken),
            ModelFileFinder.Starts(world, "/app")
        );
        return draft.Write();
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root, "app", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Dispose() => TemporaryFolder.Remove(_root);
}
