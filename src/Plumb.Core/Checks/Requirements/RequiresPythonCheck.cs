using System.Collections.Immutable;
using Plumb.Checks.Installing;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Checks.Requirements;

/// <summary>Distributions whose Requires-Python leaves this Python out, as <c>uv pip check</c> judges it.</summary>
public sealed class RequiresPythonCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [RequirementRules.RequiresPython];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var installation = context.Snapshot.Installation;
        if (!PythonVersion.TryParse(installation.Version, out var version))
        {
            yield break;
        }

        foreach (var distribution in context.Snapshot.Visible)
        {
            if (
                distribution.Metadata?.RequiresPython is { } line
                && LenientReader.TryReadSpecifiers(line.Text, out var specifiers, out _, out _)
                && !Takes(specifiers, version, installation)
            )
            {
                yield return Judge(context, distribution, line.Text, line.Line);
            }
        }
    }

    /// <summary>Where the patch version is not known, the Python is left out only when no patch version of it would do.</summary>
    internal static bool Takes(VersionSpecifiers specifiers, PythonVersion version, PythonInstallation installation)
    {
        if (version.Release.Length > 2)
        {
            return specifiers.Contains(version, prereleases: true);
        }

        var minor = VersionSpecifiers.Parse(
            FormattableString.Invariant($"=={installation.Major}.{installation.Minor}.*")
        );
        return !specifiers.ToRange().IsDisjointFrom(minor.ToRange());
    }

    /// <summary>
    /// Any version but the installed one: an installer that only upgrades leaves a version alone that is newer than all that this Python takes.
    /// </summary>
    private static Asked? Other(InstalledDistribution distribution) =>
        distribution.Version is { } version
            ? Asked.Of(distribution.Name, FormattableString.Invariant($"!={version.Public}"))
            : Asked.Of(distribution.Name, "");

    private static Judgement Judge(CheckContext context, InstalledDistribution distribution, string wanted, int line)
    {
        var python = context.Snapshot.Installation.Version;
        return new Judgement(
            new Finding
            {
                Rule = RequirementRules.RequiresPython,
                Severity = Severity.Error,
                Title = $"{distribution.Label} requires Python {wanted}; this is Python {python}.",
                Subject = new Subject(SubjectKind.Distribution, distribution.Name, distribution.VersionText),
                Location = new Location(distribution.MetadataPath, line),
                Evidence = [new Evidence("Requires-Python: " + wanted, distribution.MetadataPath)],
                Cause = "requires-python:" + distribution.Location,
            },
            Other(distribution) is { } asked && context.Installers.For(distribution) is { } installer
                ?
                [
                    new ProposedFix(
                        $"let the installer choose a version of {distribution.Name} for Python {python}",
                        installer.Upgrade(asked),
                        1,
                        null
                    ),
                ]
                : []
        );
    }
}
