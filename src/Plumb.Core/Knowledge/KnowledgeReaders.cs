using System.Collections.Frozen;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Who reads typed facts from which knowledge file. Failure signatures have readers of their own.</summary>
internal static class KnowledgeReaders
{
    /// <summary>What is wrong with the text of a file, by its name; null when nothing is.</summary>
    public static FrozenDictionary<string, Func<string, FormatError?>> ByFile { get; } =
        new Dictionary<string, Func<string, FormatError?>>(StringComparer.Ordinal)
        {
            [BaseImages.FileName] = Of<BaseImages>(BaseImages.TryRead),
            [BehaviourChanges.FileName] = Of<BehaviourChanges>(BehaviourChanges.TryRead),
            [CudaDrivers.FileName] = Of<CudaDrivers>(CudaDrivers.TryRead),
            [CudaRequirements.FileName] = Of<CudaRequirements>(CudaRequirements.TryRead),
            [CudnnFacts.FileName] = Of<CudnnFacts>(CudnnFacts.TryRead),
            [DistributionFiles.FileName] = Of<DistributionFiles>(DistributionFiles.TryRead),
            [ExclusiveFamilies.FileName] = Of<ExclusiveFamilies>(ExclusiveFamilies.TryRead),
            [ImportNames.FileName] = Of<ImportNames>(ImportNames.TryRead),
            [LocalVersionIndexes.FileName] = Of<LocalVersionIndexes>(LocalVersionIndexes.TryRead),
            [ModelFiles.FileName] = Of<ModelFiles>(ModelFiles.TryRead),
            [ModelPlaces.FileName] = Of<ModelPlaces>(ModelPlaces.TryRead),
            [NumpyAbiFacts.FileName] = Of<NumpyAbiFacts>(NumpyAbiFacts.TryRead),
            [NvidiaGpus.FileName] = Of<NvidiaGpus>(NvidiaGpus.TryRead),
            [NvidiaPciIds.FileName] = Of<NvidiaPciIds>(NvidiaPciIds.TryRead),
            [PackageNames.FileName] = Of<PackageNames>(PackageNames.TryRead),
            [PackageReleases.FileName] = PackageReleases.Refusal,
            [ProductNames.FileName] = Of<ProductNames>(ProductNames.TryRead),
            [PythonReleases.FileName] = Of<PythonReleases>(PythonReleases.TryRead),
            [RemovedApis.FileName] = Of<RemovedApis>(RemovedApis.TryRead),
            [StandardLibraryModules.FileName] = Of<StandardLibraryModules>(StandardLibraryModules.TryRead),
            [StartFiles.FileName] = Of<StartFiles>(StartFiles.TryRead),
            [SystemLibraries.FileName] = Of<SystemLibraries>(SystemLibraries.TryRead),
            [SystemPackageNames.FileName] = Of<SystemPackageNames>(SystemPackageNames.TryRead),
            [TorchBuilds.FileName] = Of<TorchBuilds>(TorchBuilds.TryRead),
            [TorchFamily.FileName] = Of<TorchFamily>(TorchFamily.TryRead),
            [TorchIndexes.FileName] = Of<TorchIndexes>(TorchIndexes.TryRead),
            [WheelSizes.FileName] = Of<WheelSizes>(WheelSizes.TryRead),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static Func<string, FormatError?> Of<T>(FactsReader<T> read)
        where T : class => toml => read(toml, out _, out var error) ? null : error;
}
