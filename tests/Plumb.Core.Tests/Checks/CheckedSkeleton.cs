using System.Text.Json;
using System.Text.RegularExpressions;
using Plumb.Checks;
using Plumb.Checkups;
using Plumb.Core.Tests.Corpus;
using Plumb.Environments;
using Plumb.Environments.Observing;
using Xunit;

namespace Plumb.Core.Tests.Checks;

/// <summary>A recorded environment, checked as a whole, beside what real tools said of it.</summary>
internal static class CheckedSkeleton
{
    /// <summary>Environments of this machine's kind, for which verdicts of pip and uv were recorded.</summary>
    public static IEnumerable<string> WithVerdicts =>
        SkeletonLibrary.Environments.Where(id => SkeletonLibrary.Kinds[id] is "clean" or "broken" or "damage");

    public static CheckResult Check(
        SkeletonTree tree,
        bool verify = false,
        RuleSelection? selection = null,
        StackRequest? stack = null
    )
    {
        var path = tree.Header.Id == "d-target" ? tree.Header.RootOf("target") : tree.Prefix;
        var probe = InstallationProbe.Probe(tree.World, tree.Variables, path);
        var found = Assert.IsType<InstallationFound>(probe);
        return EnvironmentCheckup.Run(
            tree.World,
            tree.Variables,
            found.Installation,
            application: null,
            declared: null,
            selection ?? RuleSelection.All,
            verify,
            stack,
            new DateOnly(2026, 11, 24),
            CancellationToken.None
        );
    }

    /// <summary>What a right tool may justly say of a clean environment, as expressions against the text of a finding.</summary>
    public static Regex[] Allowed(string id)
    {
        if (SkeletonLibrary.Find("allowed.json") is not { } file)
        {
            return [];
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return
        [
            .. new[] { "*", id }
                .Where(key => document.RootElement.TryGetProperty(key, out _))
                .SelectMany(key => document.RootElement.GetProperty(key).EnumerateArray())
                .Select(rule => new Regex(
                    rule.GetProperty("match").GetString()!,
                    RegexOptions.IgnoreCase,
                    TimeSpan.FromSeconds(5)
                )),
        ];
    }
}
