using System.Collections.Immutable;
using Plumb.Checks.Installing;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Paths;

/// <summary>Distributions installed in place whose code is not where it was.</summary>
public sealed class EditableSourceGoneCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [PathRules.EditableSourceGone];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var install in EditableInstalls.Of(context))
        {
            var gone = install.Gone;
            if (!gone.IsEmpty)
            {
                yield return Judge(context, install, gone);
            }
        }
    }

    private static Judgement Judge(CheckContext context, EditableInstall install, ImmutableArray<ObservedEditable> gone)
    {
        var distribution = install.Distribution;
        var all = gone.Length == Math.Max(install.Places.Length, 1);
        var modules = gone.Select(g => g.Module).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var what =
            modules.Count > 0 ? string.Join(", ", modules)
            : distribution.TopLevel.IsEmpty ? "it"
            : string.Join(", ", distribution.TopLevel);
        var finding = new Finding
        {
            Rule = PathRules.EditableSourceGone,
            Severity = Severity.Error,
            Title =
                $"{distribution.Label} is installed in place from {gone[0].Target}, which is not there any more: {what} cannot be imported.",
            Message = all ? "" : $"{gone.Length} of the {install.Places.Length} places that it imports from are gone.",
            Subject = new Subject(SubjectKind.Distribution, distribution.Name, distribution.VersionText),
            Location = new Location(gone[0].Origin),
            Evidence =
            [
                .. gone.Select(g => new Evidence($"it names {g.Target}, and nothing is there", g.Origin)),
                .. install.Project is { Exists: false } project && !gone.Contains(project)
                    ? [new Evidence($"the project's folder {project.Target} is gone too", project.Origin)]
                    : ImmutableArray<Evidence>.Empty,
            ],
            Cause = "editable:" + distribution.Location,
        };
        var fixes = ImmutableArray.CreateBuilder<ProposedFix>();
        var installer = context.Installers.For(distribution);
        if (install.Project is { Exists: true } source && WorldPath.IsAbsolute(source.Target) && installer is not null)
        {
            fixes.Add(
                new ProposedFix(
                    $"install {source.Target} in place again",
                    [installer.InstallEditable(source.Target)],
                    1,
                    null
                )
            );
        }

        if (installer is { CanUninstall: true } && Asked.Of(distribution.Name, "") is not null)
        {
            fixes.Add(
                new ProposedFix(
                    $"uninstall {distribution.Name}",
                    [installer.Uninstall(distribution.Name)],
                    1,
                    s => SnapshotEdits.Remove(s, distribution.Location)
                )
            );
        }

        return new Judgement(finding, fixes.DrainToImmutable());
    }
}
