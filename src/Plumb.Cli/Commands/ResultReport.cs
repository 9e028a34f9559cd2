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
    public static CheckReport Of(CheckResult result)
    {
        var snapshot = result.Snapshot;
        var compared = snapshot.Distributions.Sum(d => (long)d.Files.Count(f => f.Presence != Presence.ByteCode));
        return new CheckReport
        {
            Environment = Facts(snapshot.Installation),
            Distributions = [.. Distributions(result)],
            Findings = result.Findings,
            FilesCompared = compared,
            LookedAt = LookedAt(result, compared),
            NotLookedAt = result.NotLookedAt,
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

    private static ImmutableArray<string> LookedAt(CheckResult result, long files)
    {
        var looked = ImmutableArray.CreateBuilder<string>();
        looked.Add("requirements");
        if (result.Snapshot.Observed.HasFlag(Observation.Files))
        {
            var how = result.Snapshot.Observed.HasFlag(Observation.Hashes) ? " with their hashes" : "";
            looked.Add(Words.Many(files, "file") + how);
            looked.AddRange("import paths", "scripts");
        }

        if (result.Declared is { } declared)
        {
            looked.Add(WorldPath.Name(declared.File));
        }

        return looked.DrainToImmutable();
    }
}
