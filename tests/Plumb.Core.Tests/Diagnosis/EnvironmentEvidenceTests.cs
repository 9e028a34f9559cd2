using System.Text;
using Plumb.Checks;
using Plumb.Core.Tests.Checks;
using Plumb.Diagnosis;
using Plumb.Environments.Observing;
using Plumb.Files;
using Plumb.Repairs;
using Plumb.Stacks;
using Xunit;

namespace Plumb.Core.Tests.Diagnosis;

public sealed class EnvironmentEvidenceTests
{
    private const string Signatures = """
        source = "a test"
        grade = "measured"
        date = "2026-01-01"

        [[failure]]
        code = "widget-too-new"
        any = ["widget is broken"]
        installed = { widget = ">=2" }
        weight = 50
        confidence = 0.7
        sentence = ["widget 2 removed it."]
        fixes = [{ title = "go back", run = ["python -m pip install 'widget<2'"] }]

        [[failure]]
        code = "widget-not-there"
        any = ["widget is broken"]
        installed = { widget = "missing" }
        weight = 52
        confidence = 0.7
        sentence = ["widget is not installed."]
        fixes = [
            { title = "install it", run = ["python -m pip install widget"] },
            { title = "or exchange it", run = ["python -m pip uninstall -y gadget", "python -m pip install widget"] },
        ]

        [[failure]]
        code = "widget-stale"
        any = ["widget is stale"]
        installed = { widget = "missing|<2" }
        sentence = ["widget is not there, or old."]
        fixes = [{ title = "install it", run = ["python -m pip install widget"] }]

        [[failure]]
        code = "model-is-a-pointer"
        any = ["cannot load {path}"]
        files = { "{path}" = "lfs-pointer" }
        sentence = ["{path} is a pointer."]

        [[failure]]
        code = "needs-mate"
        any = ["no mate"]
        checks = ["PLB1001"]
        sentence = ["Something that is required is not installed."]
        """;

    [Fact]
    public void What_is_installed_decides_between_causes_of_one_text()
    {
        Assert.Equal("widget-not-there", Diagnose("widget is broken", null).Code);
        using var environment = new SmallEnvironment().Install("widget", "2.1", ["widget.py"]);
        var cause = Diagnose("widget is broken", environment);
        Assert.Equal("widget-too-new", cause.Code);
        Assert.Equal("widget 2.1 is installed.", Assert.Single(cause.Evidence));
        Assert.True(cause.Confidence > 0.9);
        var fix = Assert.Single(cause.Fixes);
        Assert.True(fix.Verified);
        Assert.Equal("/opt/app/venv/bin/python -m pip install \"widget<2\"", Assert.Single(fix.Commands));
    }

    [Fact]
    public void What_the_installer_would_leave_as_it_is_is_not_called_tried()
    {
        using var environment = new SmallEnvironment().Install("widget", "1.5", ["widget.py"]);
        var cause = Diagnose("widget is stale", environment);
        Assert.Equal("widget-stale", cause.Code);
        Assert.False(Assert.Single(cause.Fixes).Verified);
    }

    [Fact]
    public void What_is_not_installed_is_installed_and_the_fix_is_tried()
    {
        using var environment = new SmallEnvironment();
        var cause = Diagnose("widget is broken", environment);
        Assert.Equal("widget-not-there", cause.Code);
        Assert.True(cause.Fixes[0].Verified);
        Assert.Equal(
            "/opt/app/venv/bin/python -m pip uninstall -y gadget\n/opt/app/venv/bin/python -m pip install widget",
            string.Join('\n', cause.Fixes[1].Commands)
        );
    }

    [Fact]
    public void A_fix_that_would_break_another_package_is_not_called_tried()
    {
        using var environment = new SmallEnvironment()
            .Install("widget", "2.1", ["widget.py"])
            .Install("needs-two", "1.0", ["needs_two.py"], metadata: "Requires-Dist: widget>=2");
        Assert.False(Assert.Single(Diagnose("widget is broken", environment).Fixes).Verified);
    }

    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 10\n", true)]
    [InlineData("a model", false)]
    public void A_file_that_the_log_names_is_looked_at(string content, bool isPointer)
    {
        using var environment = new SmallEnvironment().File("/opt/app/m.onnx", content);
        var cause = Diagnose("cannot load /opt/app/m.onnx", environment);
        Assert.Equal(isPointer, cause.Confidence > 0.9);
        Assert.Equal(!isPointer, cause.Evidence[^1].StartsWith("That does not fit", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_environment_contradicts_is_not_installed()
    {
        using var environment = new SmallEnvironment().Install("widget", "1.0", ["widget.py"]);
        var cause = Diagnose("widget is broken", environment);
        Assert.StartsWith("That does not fit", cause.Evidence[^1], StringComparison.Ordinal);
        Assert.Empty(cause.Fixes);
        Assert.NotEmpty(Diagnose("widget is broken", null).Fixes);
    }

    [Fact]
    public void A_finding_shows_the_cause_and_its_tried_fix_comes_first()
    {
        using var environment = new SmallEnvironment().Install(
            "alone",
            "1.0",
            ["alone.py"],
            metadata: "Requires-Dist: mate>=1"
        );
        var cause = Diagnose("no mate", environment);
        Assert.Contains(
            "mate is not installed, but alone 1.0 requires it",
            cause.Evidence[0],
            StringComparison.Ordinal
        );
        Assert.True(cause.Fixes[0].Verified);
        Assert.Contains("mate>=1", Assert.Single(cause.Fixes[0].Commands), StringComparison.Ordinal);

        using var healthy = new SmallEnvironment();
        Assert.Empty(Diagnose("no mate", healthy).Evidence);
    }

    [Fact]
    public void Every_rule_that_a_signature_names_is_there() =>
        Assert.All(
            FailureSignatures.Embedded.All.SelectMany(s => s.Checks).Distinct(StringComparer.Ordinal),
            code => Assert.Contains(CheckCatalog.Rules, r => r.Answers(code))
        );

    [Theory]
    [InlineData("installed = { widget = 'newest' }")]
    [InlineData("installed = { widget = '' }")]
    [InlineData("modules = { widget = '>=2' }")]
    [InlineData("files = { '/a' = 'pointer' }")]
    [InlineData("files = { '{nobody}' = 'missing' }")]
    public void A_question_that_has_no_answer_is_refused(string question)
    {
        var toml =
            $"source = 'x'\ngrade = 'measured'\ndate = '2026-01-01'\n[[failure]]\ncode = 'a'\nany = ['b']\n{question}\nsentence = ['c']\n";
        Assert.False(FailureSignatures.TryRead([("a.toml", toml)], out _, out var error));
        Assert.NotEmpty(error.Message);
    }

    [Fact]
    public void A_stack_says_what_it_knows_of_the_failure()
    {
        Assert.True(
            StackReader.TryRead(
                "plumb.toml",
                "[stack]\nname = 'a'\n[[failure]]\nsignature = 'widget-too-new'\nwhy = 'Version 2 took it out.'\n",
                out var stack,
                out _
            )
        );
        using var environment = new SmallEnvironment().Install("widget", "2.1", ["widget.py"]);
        Assert.Equal("a: Version 2 took it out.", Diagnose("widget is broken", environment, stack).Known);
    }

    private static Cause Diagnose(string log, SmallEnvironment? environment, Stack? stack = null)
    {
        Assert.True(
            FailureSignatures.TryRead([("a.toml", Signatures)], out var signatures, out var error),
            error?.Message
        );
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(log + "\n"));
        return Assert.Single(
            LogDiagnosis
                .Read(stream, signatures, null, TestContext.Current.CancellationToken, Evidence(environment, stack))
                .Causes.Take(1)
        );
    }

    private static EnvironmentEvidence? Evidence(SmallEnvironment? environment, Stack? stack)
    {
        if (environment is null)
        {
            return null;
        }

        var snapshot = environment.Observe("/opt/app");
        var context = new CheckContext(snapshot);
        var selection = new RuleSelection(["PLB10"], []);
        var findings = FixVerifier.Attach(context, CheckRunner.Run(context, selection), selection);
        var world = new FileWorld(environment.Root);
        return new EnvironmentEvidence(
            new CheckResult(snapshot, findings, context.Requirements, context.Ownership, [], null),
            stack,
            p => NamedFile.Inspect(world, p)
        );
    }
}
