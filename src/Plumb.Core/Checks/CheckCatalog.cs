using System.Collections.Immutable;
using Plumb.Checks.Environment;
using Plumb.Checks.Imports;
using Plumb.Checks.Paths;
using Plumb.Checks.Requirements;
using Plumb.Checks.Tags;
using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>Every check, in the order in which they run.</summary>
public static class CheckCatalog
{
    /// <summary>The checks.</summary>
    public static ImmutableArray<ICheck> All { get; } =
    [
        new UnmetRequirementsCheck(),
        new DeclaredRequirementsCheck(),
        new RequiresPythonCheck(),
        new UnreadableRequirementsCheck(),
        new WrongWheelCheck(),
        new ShadowedByApplicationCheck(),
        new ModuleAndPackageCheck(),
        new NamespaceGhostCheck(),
        new HiddenDistributionCheck(),
        new HiddenStandardLibraryCheck(),
        new EditableSourceGoneCheck(),
        new PthFilesCheck(),
        new BaseInterpreterCheck(),
        new MovedEnvironmentCheck(),
        new ForeignScriptsCheck(),
        new UserSiteCheck(),
        new VariablesCheck(),
        new ExternallyManagedCheck(),
        new SeveralInstallersCheck(),
        new UnreadableFoldersCheck(),
        new EndOfLifeCheck(),
    ];

    /// <summary>Every rule that some check may report, by code.</summary>
    public static ImmutableArray<Rule> Rules { get; } =
    [
        .. All.SelectMany(c => c.Rules)
            .DistinctBy(r => r.Code, StringComparer.Ordinal)
            .OrderBy(r => r.Code, StringComparer.Ordinal),
    ];
}
