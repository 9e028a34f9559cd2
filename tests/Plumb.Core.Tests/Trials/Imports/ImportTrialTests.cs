using System.Collections.Concurrent;
using Plumb.Checks;
using Plumb.Processes;
using Plumb.Trials.Imports;
using Xunit;

namespace Plumb.Core.Tests.Trials.Imports;

/// <summary>Modules that a real interpreter imports in a real virtual environment, from wheels that the test wrote.</summary>
public sealed class ImportTrialTests(TriedEnvironment environment) : IClassFixture<TriedEnvironment>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_module_that_is_fine_is_imported()
    {
        var outcome = await environment.ImportAsync("fine");

        Assert.Equal(ImportOutcomeKind.Imported, outcome.Kind);
        Assert.Equal("7.5", outcome.Version);
        Assert.EndsWith("/fine.py", outcome.File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_true_exception_is_told_with_its_place()
    {
        var outcome = await environment.ImportAsync("translates");

        var root = RootCause.Of(outcome.Chain)!;
        Assert.Equal("RuntimeError: sorry", outcome.Chain[0].ToString());
        Assert.Equal("ModuleNotFoundError: No module named 'no_such_module'", root.ToString());
        Assert.EndsWith("/translates.py", root.Place!.File, StringComparison.Ordinal);
        Assert.Equal(2, root.Place.Line);
    }

    [Fact]
    public async Task A_handler_that_tries_something_else_fails_by_itself()
    {
        var outcome = await environment.ImportAsync("falls_back");

        Assert.Equal("No module named 'second_choice'", RootCause.Of(outcome.Chain)!.Message);
    }

    [Theory]
    [InlineData("crash", "SIGSEGV")]
    [InlineData("illegal", "SIGILL")]
    public async Task A_signal_is_named_with_the_line_that_ran(string module, string signal)
    {
        var outcome = await environment.ImportAsync(module);

        Assert.Equal((ImportOutcomeKind.Signal, signal), (outcome.Kind, outcome.Signal));
        Assert.Contains(outcome.Running, f => f.File.EndsWith($"/{module}.py", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_does_not_end_is_ended_with_its_children_and_its_output_is_kept()
    {
        var outcome = await environment.ImportAsync("loop", new ChildLimits(TimeSpan.FromSeconds(3), 0));

        Assert.Equal(ImportOutcomeKind.Timeout, outcome.Kind);
        Assert.Contains("before the loop", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(outcome.Running, f => f.File.EndsWith("/loop.py", StringComparison.Ordinal) && f.Line == 5);
        Assert.True(environment.IsGone("loop"));
    }

    [Fact]
    public async Task What_wants_too_much_memory_is_told_so()
    {
        var outcome = await environment.ImportAsync("hog", new ChildLimits(TimeSpan.FromMinutes(2), 256 << 20));

        Assert.Equal(ImportOutcomeKind.Memory, outcome.Kind);
    }

    [Fact]
    public async Task Megabytes_of_output_neither_block_it_nor_are_kept()
    {
        var outcome = await environment.ImportAsync("noisy");

        Assert.Equal("ValueError: after the noise", Assert.Single(outcome.Chain).ToString());
        Assert.StartsWith("first line\n", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith("last line\n", outcome.Output, StringComparison.Ordinal);
        Assert.InRange(outcome.Output.Length, 1000, 100_000);
    }

    [Fact]
    public async Task A_module_that_exits_is_told_apart_from_one_that_is_imported()
    {
        var exits = await environment.ImportAsync("exits");
        var ends = await environment.ImportAsync("ends");

        Assert.Equal((ImportOutcomeKind.Exit, "3"), (exits.Kind, exits.Chain[0].Message));
        Assert.Equal((ImportOutcomeKind.Ended, 7), (ends.Kind, ends.Code));
    }

    [Fact]
    public async Task What_a_module_starts_ends_with_it()
    {
        var outcome = await environment.ImportAsync("spawns");

        Assert.Equal(ImportOutcomeKind.Imported, outcome.Kind);
        Assert.True(environment.IsGone("spawns"));
    }

    [Fact]
    public async Task It_sees_no_credentials_and_no_network_and_no_folder_of_ours()
    {
        var outcome = await environment.ImportAsync("looks");

        Assert.Equal(
            "None|None|None|1|http://127.0.0.1:9|kept|True|True|1|3|None|None|None|None|None|None\n",
            outcome.Output
        );
    }

    [Fact]
    public async Task What_pth_files_run_is_bounded_too_and_the_environment_is_as_usual()
    {
        var (code, pth) = (environment.Site + "/sees_site.py", environment.Site + "/bounds.pth");
        await File.WriteAllTextAsync(
            pth,
            "import os, resource; os.environ['SEEN'] = '%s %d' % (os.getpgrp() == os.getpid(), resource.getrlimit(resource.RLIMIT_DATA)[0])\n",
            Cancellation
        );
        await File.WriteAllTextAsync(
            code,
            "import os, sys\nprint(os.environ.get('SEEN'), os.path.dirname(__file__) in sys.path, sys.flags.no_site, sys.prefix)\n",
            Cancellation
        );

        var outcome = await environment.ImportAsync("sees_site", new ChildLimits(TimeSpan.FromMinutes(2), 512 << 20));
        File.Delete(code);
        File.Delete(pth);

        var prefix = Path.GetFullPath(environment.Site + "/../../..");
        Assert.Equal($"True {512 << 20} True 0 {prefix}\n", outcome.Output);
    }

    [Fact]
    public async Task Nothing_is_left_behind()
    {
        var before = Directory.GetFileSystemEntries(environment.Site).Order(StringComparer.Ordinal).ToList();

        var outcome = await environment.ImportAsync("litters");

        Assert.Equal(ImportOutcomeKind.Imported, outcome.Kind);
        var folder = outcome.Output.Trim();
        Assert.True(Path.IsPathFullyQualified(folder));
        Assert.False(Directory.Exists(folder));
        Assert.Equal(before, Directory.GetFileSystemEntries(environment.Site).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Cancelling_ends_all_children()
    {
        using var source = new CancellationTokenSource();
        var running = environment.RunAsync(["loop"], ChildLimitsOf(60), _ => { }, source.Token);
        Assert.True(await environment.AppearsAsync("loop"));

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.True(environment.IsGone("loop"));
    }

    [Fact]
    public async Task An_interpreter_that_is_gone_or_no_program_is_told_plainly()
    {
        var gone = await environment.RunAsync(["fine"], ChildLimitsOf(60), _ => { }, Cancellation, "/nowhere/python");
        Assert.Equal("/nowhere/python cannot be started: it is not there.", gone.Trouble);

        var file = environment.Site + "/fine.py";
        var denied = await environment.RunAsync(["fine"], ChildLimitsOf(60), _ => { }, Cancellation, file);
        Assert.Equal($"{file} cannot be started: it may not be run.", denied.Trouble);
    }

    [Fact]
    public async Task All_are_tried_and_those_of_one_cause_are_one_finding()
    {
        var seen = new ConcurrentBag<string>();
        var (context, known) = environment.Check();
        var targets = ImportTargets.Named(context.Snapshot, ["needs_it", "needs_it_too", "fine", "crash"]);

        var result = await environment.RunAsync(
            [.. targets.Select(t => t.Module)],
            ChildLimitsOf(60),
            o => seen.Add(o.Module),
            Cancellation
        );
        var joined = JoinedImport.Of(context, known, targets, result.Outcomes);
        var findings = ImportFindings.Add(known, joined, RuleSelection.All, ChildLimits.UsualTime);

        Assert.Equal(4, seen.Count);
        var undeclared = Assert.Single(findings, f => f is { Rule.Code: "PLB2501", About: "undeclared_module" });
        var fails = Assert.Single(findings, f => f.Rule.Code == "PLB2701");
        Assert.Equal(["PLB2501"], fails.Relates);
        Assert.Equal(undeclared.Cause, fails.Cause);
        Assert.True(fails.IsConsequence);
        Assert.Contains("needs_it", fails.Title, StringComparison.Ordinal);
        Assert.Contains("needs_it_too", fails.Title, StringComparison.Ordinal);
        Assert.Equal("crash", Assert.Single(findings, f => f.Rule.Code == "PLB2702").Subject.Name);
    }

    private static ChildLimits ChildLimitsOf(int seconds) => new(TimeSpan.FromSeconds(seconds), 0);
}
