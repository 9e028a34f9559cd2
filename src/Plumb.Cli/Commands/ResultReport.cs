using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Cli.Rendering;
using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Cli.Commands;

/// <summary>The result of the checks as renderers take it.</summary>
internal static class ResultReport
{
    /// <summary>The report.</summary>
    /// <param name="result">What was seen and found.</param>
    /// <param name="selection">The rules that ran.</param>
    /// <param name="imports">The imports that were tried; null when nothing was run.</param>
    public static CheckReport Of(CheckResult result, RuleSelection selection, ImportsReport? imports = null)
    {
        var snapshot = result.Snapshot;
        var compared = snapshot.Distributions.Sum(d => (long)d.Files.Count(f => f.Presence != Presence.ByteCode));
        return new CheckReport
        {
            Environment = Facts(snapshot.Installation),
            Distributions = [.. Distributions(result)],
            Findings = result.Findings,
            FilesCompared = compared,
            LookedAt = [.. LookedAt(result, selection, compared), .. Tried(imports)],
            NotLookedAt = [.. result.NotLookedAt, .. Untried(imports), .. NotCompared(result), .. LeftOut(selection)],
            Stack = result.Stack is { } stack ? new StackReport(stack, result.Findings) : null,
            Verdict = new(() => VerdictOf.Result(result)),
        };
    }

    private static IEnumerable<DistributionFacts> Distributions(CheckResult result)
    {
        var requirements = result.Requirements.Edges.ToLookup(e => e.From.Location, StringComparer.Ordinal);
        return result
            .Snapshot.Distributions.OrderBy(d => d.Key.Normalized, StringComparer.Ordinal)
            .ThenBy(d => d.Location, StringComparer.Ordinal)
            .Select(d => new DistributionFacts(
                d.Name,
                d.VersionText.Length == 0 ? null : d.VersionText,
                d.Location,
                Requirements(requirements[d.Location])
            ));
    }

    private static EnvironmentFacts Facts(PythonInstallation installation) =>
        new(
            installation.Prefix,
            EnvironmentWords.Kind(installation.Kind),
            installation.Version,
            installation.Soabi ?? EnvironmentWords.AbiOfSuffix(installation.ExtensionSuffix),
            EnvironmentWords.SysconfigPlatform(installation.Platform),
            installation.SitePackages,
            installation.Executable,
            EnvironmentWords.Platform(installation.Platform)
        );

    private static ImmutableArray<RequirementFacts> Requirements(IEnumerable<RequirementEdge> edges) =>
        [
            .. edges.Select(e => new RequirementFacts(
                e.Requirement.Name.Normalized,
                e.Source.Text,
                e.State is RequirementState.Met or RequirementState.Unknown
            )),
        ];

    /// <summary>What may be said to agree: that of which every rule ran.</summary>
    private static ImmutableArray<string> LookedAt(CheckResult result, RuleSelection selection, long files)
    {
        bool Ran(string beginning) => CheckCatalog.Rules.Where(r => r.Answers(beginning)).All(selection.Includes);
        var looked = ImmutableArray.CreateBuilder<string>();
        void Add(string beginning, string what)
        {
            if (Ran(beginning))
            {
                looked.Add(what);
            }
        }

        Add("PLB100", "requirements");
        if (result.Snapshot.Observed.HasFlag(Observation.Files))
        {
            var how =
                result.HashesCompared == 0 ? ""
                : result.HashesUnusable == 0 ? " with their hashes"
                : $" and {Words.Many(result.HashesCompared, "hash", "hashes")}";
            if (files > 0)
            {
                Add("PLB12", Words.Many(files, "file") + how);
            }

            Add("PLB15", result.Snapshot.Imports.IsJudged && Ran("PLB25") ? "imports" : "import paths");
            Add("PLB1703", "scripts");
        }

        if (result.Snapshot.Native is { IsJudged: true, Modules.Length: > 0 and var modules })
        {
            Add("PLB20", Words.Many(modules, "native module"));
        }

        if (result.Snapshot.Imports.Application is { Files: > 0 and var sources })
        {
            Add("PLB25", Words.Many(sources, "source file") + " of the application");
        }

        if (result.Declared is { } declared)
        {
            Add("PLB101", WorldPath.Name(declared.File));
        }

        return looked.DrainToImmutable();
    }

    private static IEnumerable<string> Tried(ImportsReport? imports) =>
        imports is null ? [] : [Words.Many(imports.Imports.Length, "import") + " by running them"];

    private static IEnumerable<string> Untried(ImportsReport? imports) =>
        imports is null ? ["imports by running them (--imports)"] : [];

    private static ImmutableArray<string> NotCompared(CheckResult result) =>
        result.HashesUnusable == 0
            ? []
            : [$"the content of {Words.Many(result.HashesUnusable, "file")} (RECORD has no SHA-256)"];

    private static ImmutableArray<string> LeftOut(RuleSelection selection)
    {
        var rules = CheckCatalog.Rules.Count(r => !selection.Includes(r));
        return rules == 0 ? [] : [$"what {Words.Many(rules, "other rule")} would find"];
    }
}
