using System.Collections.Immutable;
using Plumb.Checks.Abi;
using Plumb.Checks.Cuda;
using Plumb.Checks.Documents;
using Plumb.Checks.Environment;
using Plumb.Checks.Files;
using Plumb.Checks.Imports;
using Plumb.Checks.Metadata;
using Plumb.Checks.Native;
using Plumb.Checks.Numpy;
using Plumb.Checks.Ownership;
using Plumb.Checks.Paths;
using Plumb.Checks.Requirements;
using Plumb.Checks.Sources;
using Plumb.Checks.Stacks;
using Plumb.Checks.Tags;
using Plumb.Checks.Tried;
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
        new UnownedExtensionsCheck(),
        new ShadowedByApplicationCheck(),
        new ModuleAndPackageCheck(),
        new NamespaceGhostCheck(),
        new HiddenDistributionCheck(),
        new HiddenStandardLibraryCheck(),
        new ShadowedByPathCheck(),
        new EditableSourceGoneCheck(),
        new PthFilesCheck(),
        new StartModulesCheck(),
        new BaseInterpreterCheck(),
        new VenvConfigurationCheck(),
        new OtherPackagesCheck(),
        new MovedEnvironmentCheck(),
        new ForeignScriptsCheck(),
        new UserSiteCheck(),
        new VariablesCheck(),
        new ExternallyManagedCheck(),
        new SeveralInstallersCheck(),
        new UnreadableFoldersCheck(),
        new EndOfLifeCheck(),
        new DuplicateMetadataCheck(),
        new UnreadableMetadataCheck(),
        new DeadMetadataFolderCheck(),
        new MissingRecordCheck(),
        new UnreadableRecordCheck(),
        new LeftoverCheck(),
        new InterruptedInstallCheck(),
        new NameMismatchCheck(),
        new MissingFilesCheck(),
        new AlteredFilesCheck(),
        new DamagedFilesCheck(),
        new TextForModuleCheck(),
        new LineEndingsCheck(),
        new LfsPointersCheck(),
        new UnownedFilesCheck(),
        new RecordEscapesCheck(),
        new CachePoisonedCheck(),
        new StrippedByDistributionCheck(),
        new SystemFilesMissingCheck(),
        new OverlappingFilesCheck(),
        new ExclusiveFamilyCheck(),
        new BrokenByRemovalCheck(),
        new MissingLibraryCheck(),
        new ShadowedLibraryCheck(),
        new MissingVersionCheck(),
        new UndefinedSymbolCheck(),
        new PreloadedLibrariesCheck(),
        new ExposedSearchPathCheck(),
        new NumpyAbiCheck(),
        new WrongProcessorCheck(),
        new WrongInterpreterCheck(),
        new NewerMacOsCheck(),
        new WrongInitCheck(),
        new CudaMismatchCheck(),
        new CudaLibrariesCheck(),
        new CudaVerdictsCheck(),
        new TorchFamilyCheck(),
        new FailingImportCheck(),
        new RemovedApiCheck(),
        new ApplicationSourcesCheck(),
        new StackMachineCheck(),
        new StackPackagesCheck(),
        new StackModelsCheck(),
    ];

    /// <summary>Every rule that a check may report, and those of what is tried and read on request, by code.</summary>
    public static ImmutableArray<Rule> Rules { get; } =
    [
        .. All.SelectMany(c => c.Rules)
            .Concat(TriedRules.All)
            .Concat(ClaimRules.All)
            .DistinctBy(r => r.Code, StringComparer.Ordinal)
            .OrderBy(r => r.Code, StringComparer.Ordinal),
    ];
}
