using System.Collections.Immutable;
using Plumb.Checks.Requirements;
using Plumb.Findings;
using Plumb.Python;

namespace Plumb.Checks.Stacks;

/// <summary>A package of a stack that is installed in another version or build, or in whose place another one is.</summary>
internal static class WrongPackage
{
    /// <summary>The finding with what changes it.</summary>
    public static Judgement Of(
        CheckContext context,
        StackAssessment stack,
        StageAssessment stage,
        PackageAssessment package
    )
    {
        var requirement = package.Asked.Requirement;
        var variant = stack.Choice.Chosen is { } chosen ? $" for {chosen.Name}" : "";
        var finding = new Finding
        {
            Rule = StackRules.StageWrong,
            Severity = stage.Stage.IsOptional || package.IsReplaced ? Severity.Warning : Severity.Error,
            Title =
                $"{package.Installed!.Label} is installed, but {stack.Seen.Stack.Title}{variant} asks for {requirement.WrittenName}{requirement.Specifiers} in stage {stage.Stage.Name}.",
            Message = stage.Stage.Source.Why,
            Subject = new Subject(SubjectKind.Distribution, package.Installed.Name, package.Installed.VersionText),
            About = stage.Stage.Name,
            Location = package.Asked.Place,
            Evidence =
            [
                new Evidence($"{package.Installed.Label} is installed", package.Installed.MetadataPath),
                .. StackMachineCheck.Sourced(stage.Stage.Source.Fact),
            ],
            Cause = "requirement:" + requirement.Name.Normalized,
        };
        return package.IsReplaced
            ? new Judgement(finding, Exchange(context, stack, package))
            : new Judgement(finding, Install(context, stack, package));
    }

    private static ImmutableArray<ProposedFix> Install(
        CheckContext context,
        StackAssessment stack,
        PackageAssessment package
    )
    {
        var requirement = package.Asked.Requirement;
        if (
            WantedVersions.Of(context.AllWanted(requirement.Name).Append(requirement.Specifiers)) is not { } versions
            || Commands(context, stack, requirement, versions) is not { } commands
        )
        {
            return [];
        }

        return
        [
            new ProposedFix(
                $"install {requirement.WrittenName}{versions.Text}",
                commands,
                1,
                versions.Example is { } example ? s => SnapshotEdits.SetVersion(s, requirement.Name, example) : null
            ),
        ];
    }

    private static ImmutableArray<ProposedFix> Exchange(
        CheckContext context,
        StackAssessment stack,
        PackageAssessment package
    )
    {
        var (requirement, present) = (package.Asked.Requirement, package.Installed!);
        if (
            context.Installers.For(present) is not { CanUninstall: true } installer
            || WantedVersions.Of([requirement.Specifiers]) is not { } versions
            || Commands(context, stack, requirement, versions) is not { } commands
        )
        {
            return [];
        }

        return
        [
            new ProposedFix(
                $"replace {present.Name} by {requirement.WrittenName}{versions.Text}",
                [installer.Uninstall(present.Name), .. commands],
                2,
                versions.Example is { } example
                    ? s =>
                        SnapshotEdits.SetVersion(SnapshotEdits.Remove(s, present.Location), requirement.Name, example)
                    : null
            ),
        ];
    }

    // A build for the processor meets the version already: the installer has to be told to take the other one.
    private static ImmutableArray<string>? Commands(
        CheckContext context,
        StackAssessment stack,
        Requirement requirement,
        WantedVersions versions
    )
    {
        // An index has another package, or none, under the name of what stands at an address.
        if (requirement.Url is not null)
        {
            return null;
        }

        var wanted = requirement with { Specifiers = VersionSpecifiers.Parse(versions.Text), Marker = null };
        var isMet =
            context.Requirements.Find(requirement.Name) is { Version: { } version }
            && requirement.Specifiers.Contains(version, prereleases: true);
        return context.Installers.Install([wanted], stack.IndexOf, isMet ? "--force-reinstall --no-deps" : "");
    }
}
