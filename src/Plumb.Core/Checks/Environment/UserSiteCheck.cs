using System.Collections.Immutable;
using Plumb.Checks.Installing;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;

namespace Plumb.Checks.Environment;

/// <summary>
/// Environments that see the user site: virtual ones through <c>include-system-site-packages</c>, conda's always. What comes from there is not part of
/// the environment: it is missing in a container, for another user, or on another machine.
/// </summary>
public sealed class UserSiteCheck : ICheck
{
    private const int MostNamed = 6;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [EnvironmentRules.UserSite];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var snapshot = context.Snapshot;
        var installation = snapshot.Installation;
        var site = snapshot.Sites.FirstOrDefault(s => s.Origin == PathOrigin.UserSite);
        if (site is null || !installation.Kind.StandsAlone())
        {
            yield break;
        }

        var there = snapshot.Distributions.Where(d => d.Site == site).ToList();
        var used = there.Where(d => !d.IsHidden).OrderBy(d => d.Key.Normalized, StringComparer.Ordinal).ToList();
        if (there.Count == 0)
        {
            yield break;
        }

        var hidden = there.Where(d => d.IsHidden).OrderBy(d => d.Key.Normalized, StringComparer.Ordinal).ToList();
        yield return new Judgement(
            new Finding
            {
                Rule = EnvironmentRules.UserSite,
                Severity = used.Count > 0 ? Severity.Warning : Severity.Info,
                Title =
                    used.Count > 0
                        ? $"{Names(used)} {(used.Count == 1 ? "is" : "are")} imported from the user site, not from this environment."
                        : $"The user site {site.Path} is on the path of this environment.",
                Message = Message(context, used, hidden),
                Subject = new Subject(SubjectKind.Environment, installation.Prefix, installation.Version),
                Evidence =
                [
                    installation.Kind.IsVirtual()
                        ? new Evidence(
                            "include-system-site-packages = true",
                            WorldPath.Join(installation.Prefix, "pyvenv.cfg")
                        )
                        : new Evidence(
                            $"{site.Path} is on the path of every Python without PYTHONNOUSERSITE",
                            site.Path
                        ),
                    .. used.Select(d => new Evidence($"{d.Label} is found in {site.Path}", d.Location)),
                ],
                Cause = "user-site",
            },
            Fixes(context, used)
        );
    }

    private static string Message(
        CheckContext context,
        List<InstalledDistribution> used,
        List<InstalledDistribution> hidden
    )
    {
        var sentences = new List<string>();
        var needed = used.Where(d =>
                context.Requirements.Requirers(d.Key).Any(e => e.From.Site.Origin == PathOrigin.Site)
            )
            .ToList();
        if (needed.Count > 0)
        {
            sentences.Add($"Packages of this environment need {Names(needed)}.");
        }

        if (hidden.Count > 0)
        {
            sentences.Add(
                $"The user site also holds {Names(hidden)}, in whose place the environment's own are imported."
            );
        }

        sentences.Add("Whoever starts it as another user, or with PYTHONNOUSERSITE, gets another set of packages.");
        return string.Join(' ', sentences);
    }

    private static ImmutableArray<ProposedFix> Fixes(CheckContext context, List<InstalledDistribution> used)
    {
        var keep = new ProposedFix(
            "start without the user site",
            [context.Commands.Set("PYTHONNOUSERSITE", "1")],
            1,
            s => PathEdits.WithoutSites(s, PathOrigin.UserSite)
        );
        var asked = used.Select(Asked.Again).OfType<Asked>().ToList();
        if (used.Count == 0 || asked.Count < used.Count || context.Installers.Own is not { } installer)
        {
            return [keep];
        }

        return
        [
            keep,
            new ProposedFix(
                $"install {(used.Count == 1 ? used[0].Name : "them")} here, and start without the user site",
                [context.Commands.Set("PYTHONNOUSERSITE", "1"), .. installer.Install(asked)],
                used.Count,
                s =>
                    used.Where(d => d.Version is not null)
                        .Aggregate(
                            PathEdits.WithoutSites(s, PathOrigin.UserSite),
                            (edited, d) => SnapshotEdits.SetVersion(edited, d.Key, d.Version!.Value)
                        )
            ),
        ];
    }

    private static string Names(IEnumerable<InstalledDistribution> distributions) =>
        Prose.List(distributions.Select(d => d.Label), MostNamed);
}
