using System.Text.Json;
using Plumb.Cli.Tests.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class LockCommandTests
{
    private const string Conflict = "numpy\ndiffusers==0.29.0\ntransformers == 4.35.0  # pinned\n";

    private static readonly string[] _target = ["--python-version", "3.10", "--python-platform", "linux"];

    [Fact]
    public void A_lock_pins_every_package_with_its_hashes_and_says_who_needs_it()
    {
        using var world = With("scipy==1.15.3\nnumpy<2\n");
        Assert.Equal(0, Run(world));
        Assert.Contains("numpy==1.26.4 \\\n    --hash=sha256:", world.Output, StringComparison.Ordinal);
        Assert.Contains("    # via\n    #   requirements.txt\n    #   scipy\n", world.Output, StringComparison.Ordinal);
        Assert.EndsWith("    # via requirements.txt\n", world.Output, StringComparison.Ordinal);
        Assert.Contains("from the index of 2026-11-23 that Plumb carries", world.Output, StringComparison.Ordinal);
        Assert.Equal("", world.Error);
    }

    [Fact]
    public void The_same_question_has_the_same_answer_and_a_lock_locks_to_itself()
    {
        using var first = With("tqdm\nrequests<2.32\n");
        using var second = With("tqdm\nrequests<2.32\n");
        Assert.Equal(0, Run(first));
        Assert.Equal(0, Run(second));
        Assert.Equal(first.Output, second.Output);

        using var again = With(first.Output);
        Assert.Equal(0, Run(again));
        Assert.Equal(Pins(first.Output), Pins(again.Output));
    }

    [Fact]
    public void What_excludes_each_other_is_told_with_its_places_and_what_solves_it()
    {
        using var world = With(Conflict);
        Assert.Equal(1, Run(world));
        Assert.StartsWith(
            "These cannot be installed together (Python 3.10, Linux",
            world.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("requirements.txt:2, requirements.txt:3\n", world.Output, StringComparison.Ordinal);
        Assert.Contains("diffusers 0.29.0 needs huggingface-hub>=0.23.2.", world.Output, StringComparison.Ordinal);
        Assert.Contains("nearest fix    transformers==4.35.2", world.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--hash", world.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "tqdm\n")]
    [InlineData(1, Conflict)]
    [InlineData(1, "opencv-python==4.8.0\n")]
    [InlineData(1, "torch==2.2.2\nnumpy>=2\n")]
    [InlineData(2, "tqdm @ https://example.org/tqdm.whl\n")]
    [InlineData(3, "never-heard-of-this\n")]
    public void Its_json_is_valid_and_agrees_with_the_exit_code(int code, string requirements)
    {
        using var world = With(requirements);
        Assert.Equal(code, Run(world, "--json"));
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, world.Output);
        using var json = JsonDocument.Parse(world.Output);
        Assert.Equal(code == 0, json.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal(code == 0, json.RootElement.GetProperty("error").ValueKind == JsonValueKind.Null);
    }

    [Theory]
    [InlineData("torch==2.2.2\nnumpy>=2\n", "torch 2.2.2 is built for NumPy 1")]
    [InlineData("opencv-python\nopencv-python-headless\n", "bring the same module cv2")]
    public void What_resolves_and_is_broken_all_the_same_is_no_plain_success(string requirements, string hazard)
    {
        using var world = With(requirements);
        Assert.Equal(1, Run(world));
        Assert.Contains("# hazard: ", world.Output, StringComparison.Ordinal);
        Assert.Contains(hazard, world.Output, StringComparison.Ordinal);
        Assert.Contains(hazard, world.Error, StringComparison.Ordinal);

        using var sound = With("torch==2.2.2\nnumpy<2\n");
        Assert.Equal(0, Run(sound));
        Assert.DoesNotContain("# hazard: ", sound.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_of_a_conflict_has_cores_and_verified_repairs()
    {
        using var world = With(Conflict);
        Assert.Equal(1, Run(world, "--json"));
        using var json = JsonDocument.Parse(world.Output);
        Assert.Equal("unsatisfiable", json.RootElement.GetProperty("error").GetProperty("code").GetString());
        var data = json.RootElement.GetProperty("data");
        var core = Assert.Single(data.GetProperty("cores").EnumerateArray());
        Assert.Equal(
            ["diffusers==0.29.0 2", "transformers == 4.35.0 3"],
            core.GetProperty("requirements")
                .EnumerateArray()
                .Select(r => $"{r.GetProperty("text")} {r.GetProperty("line")}")
        );
        var nearest = data.GetProperty("repairs")[0];
        Assert.True(nearest.GetProperty("verified").GetBoolean());
        Assert.Equal("raise", nearest.GetProperty("changes")[0].GetProperty("kind").GetString());
        Assert.Equal("transformers==4.35.2", nearest.GetProperty("changes")[0].GetProperty("to").GetString());
    }

    [Fact]
    public void What_is_said_to_solve_all_at_once_is_what_is_taken()
    {
        const string requirements = "gradio==5.35.0\nspacy==3.7.4\nweasel==0.3.4\ntyper>=0.12\n";
        using var told = With(requirements);
        Assert.Equal(1, Run(told));
        var all = Assert.Single(
            told.Output.Split('\n'),
            l => l.StartsWith("All at once (solved together): ", StringComparison.Ordinal)
        );
        using var taken = With(requirements);
        Assert.Equal(0, Run(taken, "--repair", "nearest"));
        var changes = taken
            .Output.Split('\n')
            .Where(l => l.StartsWith("# changed: ", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(changes);
        Assert.Equal(all.Count(c => c == ',') + 1, changes.Count);
        Assert.All(changes, c => Assert.Contains(c[(c.LastIndexOf(' ') + 1)..], all, StringComparison.Ordinal));
    }

    [Fact]
    public void Quiet_says_only_which_exclude_each_other()
    {
        using var quiet = With(Conflict);
        Assert.Equal(1, Run(quiet, "-q"));
        Assert.Contains("diffusers==0.29.0 and transformers == 4.35.0", quiet.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("nearest fix", quiet.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_Python_and_another_platform_are_what_is_locked_for()
    {
        using var windows = With("colorama; sys_platform == 'win32'\ntqdm\n");
        Assert.Equal(0, windows.Run("lock", "-r", "requirements.txt", "-p", "3.11", "--python-platform", "windows"));
        Assert.Contains("colorama==", windows.Output, StringComparison.Ordinal);
        using var linux = With("colorama; sys_platform == 'win32'\ntqdm\n");
        Assert.Equal(0, Run(linux));
        Assert.DoesNotContain("colorama", linux.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Constraints_and_overrides_count()
    {
        using var world = With("requests\n");
        Write(world, "c.txt", "idna<3.5\n");
        Write(world, "o.txt", "urllib3<2\n");
        Assert.Equal(0, Run(world, "--constraint", "c.txt", "--override", "o.txt"));
        Assert.Contains("idna==3.4", world.Output, StringComparison.Ordinal);
        Assert.Contains("urllib3==1.26.20", world.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("numpy==1.26.4", "--exclude-newer", "2024-06-01")]
    [InlineData("numpy==1.20.3", "--resolution", "lowest")]
    public void A_date_and_a_preference_change_what_is_chosen(string expected, params string[] arguments)
    {
        using var world = With("numpy\n");
        Assert.Equal(0, Run(world, arguments));
        Assert.Contains(expected, world.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_indexes_are_said_to_be_passed_over_without_their_secrets()
    {
        using var world = With("torch==2.1.2+cu118\n--extra-index-url https://me:hunter2@example.org/whl\n");
        Assert.Equal(1, Run(world));
        Assert.Contains("names other indexes", world.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", world.Error + world.Output, StringComparison.Ordinal);
        Assert.Contains("nearest fix    torch==2.1.2 ", world.Output, StringComparison.Ordinal);
        Assert.Contains("leaves out versions of torch", world.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--python-version", "2.7")]
    [InlineData("--python-version", "latest")]
    [InlineData("--python-platform", "amiga")]
    [InlineData("--exclude-newer", "soon")]
    [InlineData("--resolution", "best")]
    [InlineData("--repair", "all")]
    [InlineData("--write")]
    [InlineData("-r", "nowhere.txt")]
    [InlineData("-r", "-")]
    [InlineData("nowhere")]
    public void A_mistake_of_the_command_line_is_one_plain_error(params string[] arguments)
    {
        using var world = With("tqdm\n");
        Assert.Equal(2, world.Run(["lock", .. arguments]));
        Assert.Equal("", world.Output);
        Assert.StartsWith("plumb: ", world.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("bug in Plumb", world.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tqdm\n-e .\n", "requirements.txt:2")]
    [InlineData("\n\ngit+https://me:hunter2@example.org/x.git\n", "requirements.txt:3")]
    [InlineData("x @ https://me:hunter2@example.org/x.whl\n", "requirements.txt:1")]
    [InlineData("tqdm==\n", "requirements.txt:1")]
    [InlineData("-r gone.txt\n", "requirements.txt:1")]
    public void What_cannot_be_locked_is_named_with_its_place_and_without_secrets(string requirements, string place)
    {
        using var world = With(requirements);
        Assert.Equal(2, Run(world));
        Assert.Equal("", world.Output);
        Assert.Contains(place, world.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_does_not_count_for_the_target_may_be_anything()
    {
        using var world = With("tqdm\nx @ https://example.org/x.whl ; sys_platform == 'win32'\n");
        Assert.Equal(0, Run(world));
    }

    [Fact]
    public void A_package_that_was_never_recorded_is_one_error_that_says_what_to_do()
    {
        using var world = With("tqdm\nnever-heard-of-this\n");
        Assert.Equal(3, Run(world));
        Assert.Equal("", world.Output);
        Assert.StartsWith(
            "plumb: requirements.txt:2: never-heard-of-this is not in the index",
            world.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("Check the name.", world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_over_what_is_read()
    {
        using var world = With("tqdm\n");
        Assert.Equal(2, Run(world, "-o", "requirements.txt"));
        Assert.Equal("tqdm\n", Read(world));
    }

    [Fact]
    public void A_cancelled_lock_writes_nothing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        using var world = With(Conflict);
        world.World = world.World with { Cancellation = source.Token };
        Assert.ThrowsAny<OperationCanceledException>(() => Run(world, "--repair", "nearest", "--write"));
        Assert.Equal("", world.Output);
        Assert.Equal(Conflict, Read(world));
    }

    private static string[] Pins(string text) =>
        [.. text.Split('\n').Where(l => l.Contains("==", StringComparison.Ordinal))];

    private static int Run(TestWorld world, params string[] arguments) =>
        world.Run(["lock", "-r", "requirements.txt", .. _target, .. arguments]);

    private static TestWorld With(string requirements)
    {
        var world = new TestWorld();
        Write(world, "requirements.txt", requirements);
        return world;
    }

    private static void Write(TestWorld world, string name, string text) =>
        File.WriteAllText(Path.Combine(world.Folder, name), text);

    private static string Read(TestWorld world) => File.ReadAllText(Path.Combine(world.Folder, "requirements.txt"));
}
