using Plumb.Checks;
using Plumb.Core.Tests.Corpus;
using Plumb.Findings;
using Plumb.Repairs;
using Xunit;

namespace Plumb.Core.Tests.Checks;

/// <summary>
/// What the checks of metadata folders, files and owners say of recorded environments, line by line; no file means that they say nothing.
/// With <c>PLUMB_REFRESH=1</c> the files are written anew; a difference that nobody can explain is not kept.
/// </summary>
public sealed class InstallationFindingsCorpusTests(SkeletonStore skeletons)
{
    private static readonly RuleSelection _rules = new(["PLB11", "PLB12", "PLB13"], []);

    public static TheoryData<string> Environments =>
        [.. SkeletonLibrary.Environments.Where(id => SkeletonLibrary.Kinds[id] != "npabi")];

    private static string Folder =>
        Path.Combine(SkeletonLibrary.RepositoryRoot, "tests", "Plumb.Core.Tests", "Checks", "InstallationFindings");

    [Theory]
    [MemberData(nameof(Environments))]
    public void Findings_are_those_on_file(string id)
    {
        var context = new CheckContext(SkeletonSnapshots.Observe(skeletons.Shared(id)));
        var findings = FixVerifier.Attach(
            context,
            CheckRunner.Run(context, _rules, TestContext.Current.CancellationToken),
            _rules,
            TestContext.Current.CancellationToken
        );
        var text = string.Concat(findings.Select(Describe));
        var file = Path.Combine(Folder, id + ".txt");
        if (System.Environment.GetEnvironmentVariable("PLUMB_REFRESH") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.Delete(file);
            if (text.Length > 0)
            {
                File.WriteAllText(file, text);
            }
        }

        if (SkeletonLibrary.Kinds[id] == "clean")
        {
            Assert.DoesNotContain(
                findings,
                f => f.Severity != Severity.Info && f.Rule.Code != "PLB1301" && f.Rule.Code != "PLB1302"
            );
        }

        var isCarried = File.Exists(Path.Combine(SkeletonLibrary.CorpusFolder, "environments", id + ".skel.jsonl.gz"));
        if (isCarried || File.Exists(file))
        {
            var expected = File.Exists(file) ? File.ReadAllText(file) : "";
            Assert.Equal(expected, text);
        }
    }

    private static string Describe(Finding finding)
    {
        var lines = new List<string>
        {
            $"{finding.Severity} {finding.Rule.Code} {finding.Title}{(finding.IsConsequence ? " (follows)" : "")}",
            "  cause " + finding.Cause,
        };
        if (finding.Message.Length > 0)
        {
            lines.Add("  " + finding.Message);
        }

        lines.AddRange(finding.Evidence.Select(e => $"  proof {e.File}: {e.Text}"));
        foreach (var fix in finding.Fixes)
        {
            lines.Add($"  fix {fix.Title}{(fix.Verified ? " (verified)" : "")}");
            lines.AddRange(fix.Commands.Select(c => "      " + c));
        }

        return string.Concat(lines.Select(l => l + "\n"));
    }
}
