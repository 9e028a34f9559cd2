using Plumb.Checks;
using Plumb.Core.Tests.Corpus;
using Plumb.Findings;
using Plumb.Repairs;
using Xunit;

namespace Plumb.Core.Tests.Checks;

/// <summary>
/// What the checks of metadata folders, files and owners say of recorded environments, line by line. Those of which
/// they say nothing stand in <c>silent.txt</c>; an environment that is in neither place was never judged by a person and is not compared.
/// With <c>PLUMB_REFRESH=1</c> the files are written anew; a difference that nobody can explain is not kept.
/// </summary>
public sealed class InstallationFindingsCorpusTests(SkeletonStore skeletons)
{
    private static readonly RuleSelection _rules = new(["PLB11", "PLB12", "PLB13"], []);

    public static TheoryData<string> Environments =>
        [
            .. SkeletonLibrary
                .Environments.Where(id => SkeletonLibrary.Kinds[id] != "npabi")
                .Where(id => Refreshes || File.Exists(FileOf(id)) || Silent.Contains(id)),
        ];

    private static bool Refreshes => System.Environment.GetEnvironmentVariable("PLUMB_REFRESH") == "1";

    private static SortedSet<string> Silent => new(File.ReadAllLines(FileOf("silent")), StringComparer.Ordinal);

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
        if (Refreshes)
        {
            Refresh(id, text);
        }

        if (SkeletonLibrary.Kinds[id] == "clean")
        {
            Assert.DoesNotContain(
                findings,
                f => f.Severity != Severity.Info && f.Rule.Code != "PLB1301" && f.Rule.Code != "PLB1302"
            );
        }

        Assert.Equal(Silent.Contains(id) ? "" : File.ReadAllText(FileOf(id)), text);
    }

    private static string FileOf(string id) => Path.Combine(Folder, id + ".txt");

    private static void Refresh(string id, string text)
    {
        var silent = Silent;
        if (text.Length == 0)
        {
            silent.Add(id);
            File.Delete(FileOf(id));
        }
        else
        {
            silent.Remove(id);
            File.WriteAllText(FileOf(id), text);
        }

        File.WriteAllLines(FileOf("silent"), silent);
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
