using System.Diagnostics;
using System.Text.Json;
using Plumb.Cli.Tests.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Stories;

/// <summary>Code of an environment runs where it was asked for and nowhere else.</summary>
public sealed class RunningStoryTests
{
    [Fact]
    public async Task Nothing_of_an_environment_runs_unless_it_is_asked_for()
    {
        using var folder = new StoryFolder();
        var site = await EnvironmentAsync(folder.Path);
        var marker = folder.Path + "/ran";
        await WriteAsync(site + "/sitecustomize.py", $"open({Quoted(marker)}, 'w').write('x')\n");
        await ModuleAsync(site, "torch", $"open({Quoted(marker)}, 'w').write('x')\n");

        foreach (
            var words in (string[][])
                [
                    ["check", "venv", "--verify"],
                    ["gpu", "--env", "venv"],
                    ["report", "venv"],
                    [],
                ]
        )
        {
            await PlumbProcess.RunAsync(folder.Path, words);
            Assert.False(File.Exists(marker), string.Join(' ', words));
        }

        await PlumbProcess.RunAsync(folder.Path, "check", "venv", "--imports=torch");
        Assert.True(File.Exists(marker));
    }

    [Fact]
    public async Task Imports_are_told_in_json_and_make_the_exit_code()
    {
        using var folder = new StoryFolder();
        var site = await EnvironmentAsync(folder.Path);
        await ModuleAsync(site, "fine", "__version__ = '2.0'\n");
        await ModuleAsync(site, "crash", "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n");

        var ending = await PlumbProcess.RunAsync(folder.Path, "check", "venv", "--imports", "--json");

        Assert.Equal(1, ending.Code);
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, ending.Output);
        using var json = JsonDocument.Parse(ending.Output);
        var imports = json.RootElement.GetProperty("data").GetProperty("imports");
        Assert.Equal(1, imports.GetProperty("imported").GetInt32());
        Assert.Equal(
            ["crash signal SIGSEGV", "fine imported "],
            imports
                .GetProperty("modules")
                .EnumerateArray()
                .Select(m => $"{m.GetProperty("module")} {m.GetProperty("outcome")} {m.GetProperty("signal")}")
        );
        Assert.Contains(
            json.RootElement.GetProperty("findings").EnumerateArray(),
            f => f.GetProperty("code").GetString() == "PLB2702"
        );
    }

    [Fact]
    public async Task An_interpreter_that_does_not_run_leaves_the_rest_and_is_told()
    {
        using var folder = new StoryFolder();
        await EnvironmentAsync(folder.Path);
        foreach (var link in Directory.GetFiles(folder.Path + "/venv/bin", "python*"))
        {
            File.Delete(link);
            File.CreateSymbolicLink(link, "/nowhere/python3");
        }

        var ending = await PlumbProcess.RunAsync(folder.Path, "check", "venv", "--imports", "--json");

        Assert.Equal(3, ending.Code);
        Assert.Contains(
            "is a link to an interpreter that is not there any more",
            ending.Error,
            StringComparison.Ordinal
        );
        using var json = JsonDocument.Parse(ending.Output);
        Assert.Equal("cannot-run", json.RootElement.GetProperty("error").GetProperty("code").GetString());
        Assert.NotEqual(JsonValueKind.Null, json.RootElement.GetProperty("data").ValueKind);
    }

    [Fact]
    public async Task Ctrl_C_ends_every_child()
    {
        using var folder = new StoryFolder();
        var site = await EnvironmentAsync(folder.Path);
        var pid = folder.Path + "/pid";
        await ModuleAsync(
            site,
            "loop",
            $"import os\nopen({Quoted(pid)}, 'w').write('%d' % os.getpid())\nwhile True: pass\n"
        );
        using var plumb = PlumbProcess.Open(
            folder.Path,
            [.. PlumbProcess.StartForInterrupt, "check", "venv", "--imports"]
        );
        while (!File.Exists(pid) || new FileInfo(pid).Length == 0)
        {
            Assert.False(plumb.HasExited);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        var child = await File.ReadAllTextAsync(pid, TestContext.Current.CancellationToken);
        using var kill = Process.Start("kill", ["-INT", $"{plumb.Id}"]);
        await plumb.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, plumb.ExitCode);
        for (var i = 0; i < 100 && Directory.Exists("/proc/" + child); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.False(Directory.Exists("/proc/" + child));
    }

    private static async Task<string> EnvironmentAsync(string folder)
    {
        var made = await PlumbProcess.BashAsync(folder, "python3 -m venv --without-pip venv");
        Assert.True(made.Code == 0, made.Error);
        return Directory.GetDirectories(folder + "/venv/lib", "python3*").Single() + "/site-packages";
    }

    private static async Task ModuleAsync(string site, string name, string code)
    {
        var metadata = $"{site}/{name}-1.0.dist-info";
        Directory.CreateDirectory(metadata);
        await WriteAsync($"{site}/{name}.py", code);
        await WriteAsync(metadata + "/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n");
        await WriteAsync(metadata + "/INSTALLER", "pip\n");
        var info = Path.GetFileName(metadata);
        await WriteAsync(
            metadata + "/RECORD",
            $"{name}.py,,\n{info}/METADATA,,\n{info}/INSTALLER,,\n{info}/RECORD,,\n"
        );
    }

    private static Task WriteAsync(string file, string text) =>
        File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

    private static string Quoted(string path) => "'" + path.Replace("'", "\\'", StringComparison.Ordinal) + "'";
}
