using System.Collections.Immutable;
using System.Globalization;
using Plumb.Checks.Installing;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Environment;

/// <summary>
/// Which tools installed what. Several are common and harmless, save one case: pip writing over what conda has on record, after which conda
/// removes and links by a list that is no longer true.
/// </summary>
public sealed class SeveralInstallersCheck : ICheck
{
    // Every new environment gets these from ensurepip or its maker, whoever installs the rest.
    private static readonly string[] _seeds = ["pip", "setuptools", "wheel"];

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [EnvironmentRules.SeveralInstallers];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) => [.. Tally(context), .. OverConda(context)];

    private static IEnumerable<Judgement> Tally(CheckContext context)
    {
        var snapshot = context.Snapshot;
        var groups = snapshot
            .Visible.Where(d =>
                d.Site.Origin == PathOrigin.Site
                && InstallerNames.Of(d).Length > 0
                && !_seeds.Contains(d.Key.Normalized, StringComparer.Ordinal)
            )
            .GroupBy(InstallerNames.Of, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        if (groups.Count < 2)
        {
            yield break;
        }

        var counts = groups.Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key} ({g.Count()})"));
        yield return new Finding
        {
            Rule = EnvironmentRules.SeveralInstallers,
            Severity = Severity.Info,
            Title = $"Several installers were at work in this environment: {string.Join(", ", counts)}.",
            Message = "Each reads what the others installed; none of them knows what was asked of the others.",
            Subject = new Subject(SubjectKind.Environment, snapshot.Installation.Prefix, snapshot.Installation.Version),
            Evidence =
            [
                .. groups
                    .Skip(1)
                    .Select(g => new Evidence(
                        $"{g.Key} installed {g.First().Label}",
                        g.First().Location + "/INSTALLER"
                    )),
            ],
        };
    }

    private static IEnumerable<Judgement> OverConda(CheckContext context)
    {
        var conda = context
            .Snapshot.CondaPackages.DistinctBy(p => Python.PackageName.Normalize(p.Name), StringComparer.Ordinal)
            .ToDictionary(p => Python.PackageName.Normalize(p.Name), StringComparer.Ordinal);
        foreach (var distribution in context.Snapshot.Visible)
        {
            if (
                distribution.Installer is { } installer
                && !installer.Equals("conda", StringComparison.OrdinalIgnoreCase)
                && conda.TryGetValue(distribution.Key.Normalized, out var package)
                && package.Version != distribution.VersionText
            )
            {
                ImmutableArray<ProposedFix> fixes =
                    context.Installers.For(distribution) is { CanUninstall: true } commands
                    && Asked.Of(distribution.Name, "") is not null
                    && context.Installers.CondaReinstall(package) is { } again
                        ?
                        [
                            new ProposedFix(
                                $"let conda install {package.Name} again",
                                [commands.Uninstall(distribution.Name), again],
                                1,
                                s => AsConda(s, distribution, package)
                            ),
                        ]
                        : [];
                yield return new Judgement(
                    new Finding
                    {
                        Rule = EnvironmentRules.SeveralInstallers,
                        Severity = Severity.Warning,
                        Title =
                            $"{installer} installed {distribution.Label} over {package.Name} {package.Version}, which conda still has on record.",
                        Message = "The next conda command may remove files of one and link files of the other.",
                        Subject = new Subject(SubjectKind.Distribution, distribution.Name, distribution.VersionText),
                        Location = new Location(distribution.Location),
                        Evidence =
                        [
                            new Evidence($"conda has version {package.Version} on record", package.Record),
                            new Evidence($"INSTALLER says {installer}", distribution.Location + "/INSTALLER"),
                        ],
                    },
                    fixes
                );
            }
        }
    }

    private static EnvironmentSnapshot AsConda(
        EnvironmentSnapshot snapshot,
        InstalledDistribution distribution,
        CondaPackage package
    ) =>
        snapshot with
        {
            Distributions =
            [
                .. snapshot.Distributions.Select(d =>
                    d.Location == distribution.Location
                        ? d with
                        {
                            VersionText = package.Version,
                            Version = Python.PythonVersion.TryParse(package.Version, out var version) ? version : null,
                            Installer = "conda",
                        }
                        : d
                ),
            ],
        };
}
