using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Python;

namespace Plumb.Checks.Requirements;

/// <summary>What the application declares, compared with what is installed. Constraints count only for what is installed.</summary>
public sealed class DeclaredRequirementsCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules =>
        [
            RequirementRules.DeclaredMissing,
            RequirementRules.DeclaredWrongVersion,
            RequirementRules.DeclaredPython,
            RequirementRules.DeclarationUnreadable,
        ];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        if (context.Declared is not { } declared)
        {
            yield break;
        }

        foreach (var problem in declared.Problems)
        {
            yield return new Finding
            {
                Rule = RequirementRules.DeclarationUnreadable,
                Severity = Severity.Warning,
                Title = $"A part of {declared.File} was not understood: {problem.Message}",
                Subject = new Subject(SubjectKind.File, problem.Location.File),
                About = problem.Message,
                Location = problem.Location,
            };
        }

        if (Python(context, declared) is { } python)
        {
            yield return python;
        }

        foreach (var item in declared.Items.DistinctBy(i => (i.Requirement.Name, i.Text)))
        {
            if (item.Requirement.Marker is { } marker && !marker.Holds(context.MarkerEnvironment))
            {
                continue;
            }

            if (Judge(context, declared, item) is { } judgement)
            {
                yield return judgement;
            }
        }
    }

    private static Finding? Python(CheckContext context, DeclaredRequirements declared)
    {
        var installation = context.Snapshot.Installation;
        if (
            declared.RequiresPython is not { } wanted
            || installation.Version is not { } version
            || !PythonVersion.TryParse(version, out var parsed)
            || RequiresPythonCheck.Takes(wanted, parsed, installation)
        )
        {
            return null;
        }

        return new Finding
        {
            Rule = RequirementRules.DeclaredPython,
            Severity = Severity.Error,
            Title = $"{declared.File} asks for Python {wanted}, and this environment's is {version}.",
            Subject = new Subject(SubjectKind.Environment, "python", version),
            Location = new Text.Location(declared.File),
        };
    }

    private static Judgement? Judge(CheckContext context, DeclaredRequirements declared, DeclaredRequirement item)
    {
        var requirement = item.Requirement;
        var installed = context.Requirements.Find(requirement.Name);
        if (installed is null)
        {
            return item.IsConstraint
                ? null
                : With(
                    context,
                    item,
                    RequirementRules.DeclaredMissing,
                    $"{requirement.WrittenName} is not installed, but {WorldName(declared)} asks for it."
                );
        }

        if (
            requirement.Url is not null
            || installed.Version is not { } version
            || requirement.Specifiers.Contains(version, prereleases: true)
        )
        {
            return null;
        }

        return With(
            context,
            item,
            RequirementRules.DeclaredWrongVersion,
            $"{installed.Label} is installed, but {WorldName(declared)} asks for {requirement.WrittenName}{requirement.Specifiers}."
        );
    }

    private static Judgement With(CheckContext context, DeclaredRequirement item, Rule rule, string title)
    {
        var requirement = item.Requirement;
        var finding = new Finding
        {
            Rule = rule,
            Severity = rule.Severity,
            Title = title,
            Message = context.Installers.WhyNone,
            Subject = new Subject(SubjectKind.Distribution, requirement.WrittenName),
            Location = item.Location,
            Evidence = [new Evidence(item.Text, item.Location.File)],
            Cause = "requirement:" + requirement.Name.Normalized,
        };
        return new Judgement(finding, Fixes(context, requirement));
    }

    private static ImmutableArray<ProposedFix> Fixes(CheckContext context, Requirement requirement)
    {
        if (requirement.Url is not null)
        {
            return UrlRequirement.Fix(context, requirement) is { } fix ? [fix] : [];
        }

        if (
            WantedVersions.Of(context.AllWanted(requirement.Name)) is not { } versions
            || context.Installers.Install([(requirement.WrittenName, versions.Text)]) is not { } commands
        )
        {
            return [];
        }

        var wanted = requirement.WrittenName + versions.Text;
        return
        [
            new ProposedFix(
                $"install {wanted}",
                commands,
                1,
                versions.Example is { } example ? s => SnapshotEdits.SetVersion(s, requirement.Name, example) : null
            ),
        ];
    }

    private static string WorldName(DeclaredRequirements declared) => WorldPath.Name(declared.File);
}
