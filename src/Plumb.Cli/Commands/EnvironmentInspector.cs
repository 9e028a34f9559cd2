using System.Collections.Immutable;
using System.Globalization;
using Plumb.Checks;
using Plumb.Cli.Rendering;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Python;
using Plumb.Repairs;

namespace Plumb.Cli.Commands;

/// <summary>Finds the environment that is meant, looks at it and tells what the checks found.</summary>
internal static class EnvironmentInspector
{
    /// <summary>The variables that change where Python looks: under <c>--root</c> only these are taken over.</summary>
    private static readonly ImmutableArray<string> _carried =
    [
        "HOME",
        "PYTHONPATH",
        "PYTHONHOME",
        "PYTHONNOUSERSITE",
        "PYTHONUSERBASE",
        "VIRTUAL_ENV",
        "CONDA_PREFIX",
    ];

    /// <summary>Looks.</summary>
    public static CheckReport Inspect(CheckRequest request, World world)
    {
        var files = new FileWorld(request.Root);
        if (request.Root is not null && !new FileWorld().IsDirectory(WorldPath.Normalize(request.Root)))
        {
            return Failed(
                "not-found",
                $"--root {request.Root} is no folder.",
                "Name the folder of an unpacked image or of a mounted disk."
            );
        }

        var variables = request.Root is null ? world.Variables : Carried(world.Variables, files);
        var located = EnvironmentLocator.Locate(files, variables, request.Python ?? request.Path, world.CurrentFolder);
        return located switch
        {
            EnvironmentLocated found => Check(request, world, files, variables, found),
            EnvironmentNotLocated missing => Failed(
                "not-found",
                missing.Reason,
                "Name an application folder, a virtual environment, an interpreter or a site-packages folder: plumb check PATH"
            ),
            _ => throw new InvalidOperationException("The locator gave an answer that nobody knows."),
        };
    }

    private static CheckReport Check(
        CheckRequest request,
        World world,
        FileWorld files,
        WorldVariables variables,
        EnvironmentLocated located
    )
    {
        var installation = located.Installation;
        var result = EnvironmentCheckup.Run(
            files,
            variables,
            installation,
            located.Application,
            null,
            request.Selection,
            request.Verify,
            DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime),
            world.Cancellation
        );
        var compared = result.Snapshot.Distributions.Sum(d => d.Files.Count(f => f.Presence != Presence.ByteCode));
        return new CheckReport
        {
            Environment = Facts(installation),
            Distributions = [.. Distributions(result)],
            Findings = result.Findings,
            FilesCompared = compared,
            LookedAt = LookedAt(result, compared),
            NotLookedAt = result.NotLookedAt,
            Remarks = Remarks(located),
            Verdict = VerdictOf.Result(result),
        };
    }

    private static EnvironmentFacts Facts(PythonInstallation installation) =>
        new(
            installation.Prefix,
            installation.Kind.ToString().ToLowerInvariant(),
            installation.Version,
            installation.Soabi ?? installation.ExtensionSuffix?.TrimStart('.'),
            Platform(installation.Platform),
            installation.SitePackages,
            installation.Executable
        );

    private static string? Platform(TargetPlatform platform)
    {
        var system = platform.System switch
        {
            OperatingSystemFamily.Linux => "Linux",
            OperatingSystemFamily.Windows => "Windows",
            OperatingSystemFamily.MacOs => "macOS",
            _ => null,
        };
        if (system is null)
        {
            return null;
        }

        var text = $"{system} {platform.Architecture.Replace('_', '-')}".TrimEnd();
        var version = string.Create(CultureInfo.InvariantCulture, $"{platform.Major}.{platform.Minor}");
        return platform switch
        {
            { Libc: not LibcKind.None, Major: 0 } => $"{text}, {platform.Libc.ToString().ToLowerInvariant()}",
            { Libc: not LibcKind.None } => $"{text}, {platform.Libc.ToString().ToLowerInvariant()} {version}",
            { System: OperatingSystemFamily.MacOs, Major: > 0 } => $"{text}, {version}",
            _ => text,
        };
    }

    private static IEnumerable<DistributionFacts> Distributions(CheckResult result)
    {
        var edges = result.Requirements.Edges.ToLookup(e => e.From.Location, StringComparer.Ordinal);
        return result
            .Snapshot.Distributions.OrderBy(d => d.Key.Normalized, StringComparer.Ordinal)
            .ThenBy(d => d.Location, StringComparer.Ordinal)
            .Select(d => new DistributionFacts(
                d.Name,
                d.VersionText.Length == 0 ? null : d.VersionText,
                d.Location,
                [
                    .. edges[d.Location]
                        .Select(e => new RequirementFacts(
                            e.Requirement.Name.Normalized,
                            e.Source.Text,
                            e.State == RequirementState.Met
                        )),
                ]
            ));
    }

    private static ImmutableArray<string> LookedAt(CheckResult result, int compared) =>
        result.Snapshot.Observed.HasFlag(Observation.Files)
            ?
            [
                "requirements",
                string.Create(CultureInfo.InvariantCulture, $"{compared:N0} files"),
                "import paths and scripts",
            ]
            : ["requirements"];

    private static ImmutableArray<string> Remarks(EnvironmentLocated located)
    {
        if (located.Others.IsEmpty)
        {
            return [];
        }

        var others = string.Join(", ", located.Others.Take(3).Select(o => o.Path));
        var more = located.Others.Length > 3 ? $" and {located.Others.Length - 3} more" : "";
        return
        [
            $"Looked at {located.Installation.Prefix}, {located.Why}. Also here: {others}{more}. Choose with: plumb check PATH",
        ];
    }

    private static WorldVariables Carried(WorldVariables variables, FileWorld files)
    {
        var values = variables.Values.Where(v =>
            _carried.Contains(v.Key, StringComparer.Ordinal) && Counts(v.Key, v.Value, files)
        );
        return new WorldVariables(ImmutableDictionary.CreateRange(StringComparer.Ordinal, values));
    }

    /// <summary>This machine's variables say something of another one only where they name what lies there.</summary>
    private static bool Counts(string name, string value, FileWorld files) =>
        name == "PYTHONNOUSERSITE"
        || value.Split(':').Any(p => WorldPath.IsAbsolute(p) && files.IsDirectory(WorldPath.Normalize(p)));

    private static CheckReport Failed(string code, string message, string hint) =>
        new() { Error = new ReportError(code, message, hint) };
}
