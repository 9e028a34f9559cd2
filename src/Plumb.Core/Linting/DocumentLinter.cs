using System.Collections.Immutable;
using System.Text;

namespace Plumb.Linting;

/// <summary>Judges what a document claims about packages, GPUs and files against the facts that Plumb ships.</summary>
public static class DocumentLinter
{
    private const int MostClaims = 10_000;

    private static readonly ImmutableArray<IClaimRule> _rules =
    [
        new RequiresRule(),
        new ReleasedVersionRule(),
        new PinsTogetherRule(),
        new SameTwiceRule(),
        new ExclusiveFamilyRule(),
        new GpuArchitectureRule(),
        new TorchCardRule(),
        new CudnnRule(),
        new ModelFileRule(),
        new PackageNameRule(),
        new TorchIndexRule(),
        new TorchLabelRule(),
        new TorchCudaRule(),
        new CpuBuildRule(),
        new DetectionRule(),
        new TableRowRule(),
        new DependencyRule(),
        new RequiredVersionRule(),
        new ChosenForRule(),
        new RemovedRequirementRule(),
        new RemovedApiRule(),
        new RemovedUseRule(),
        new BehaviourRule(),
        new FixRule(),
        new CauseRule(),
        new InstallOrderRule(),
        new NumpyBuildRule(),
        new ArithmeticRule(),
        new ListTotalRule(),
        new SameJobRule(),
        new SystemPackageRule(),
        new BaseImageRule(),
        new DistributionFileRule(),
        new ModelPlaceRule(),
        new ModuleNameRule(),
        new ImportNameRule(),
        new CudnnBundleRule(),
        new DriverRule(),
        new TorchSizeRule(),
    ];

    /// <summary>The most bytes of a document.</summary>
    public const int LargestFile = 20_000_000;

    /// <summary>The claims of a document in the order of its lines; never throws because of what it holds.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="bytes">Its bytes, of a notebook JSON, otherwise UTF-8, or UTF-16 with a mark; what is neither becomes replacement characters.</param>
    public static ImmutableArray<Claim> Lint(string name, byte[] bytes)
    {
        if (Notebook.Is(name) && Notebook.Read(bytes) is { } cells)
        {
            return Lint(name + ".md", cells);
        }

        var text = bytes switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3),
            _ => Encoding.UTF8.GetString(bytes),
        };
        return Lint(name, text);
    }

    /// <summary>The claims of a text.</summary>
    public static ImmutableArray<Claim> Lint(string name, string text)
    {
        var document = LintDocument.Read(name, text);
        var ignored = IgnoreComments.Read(text);
        var found = DeniedClaims
            .Without(document, _rules.SelectMany(r => r.Judge(document).Take(MostClaims)))
            .Where(c => !IgnoreComments.Covers(ignored, c))
            .ToList();
        var all = found
            .Concat(WholeSetRule.Judge(document, found).Where(c => !IgnoreComments.Covers(ignored, c)))
            .Distinct()
            .ToList();
        return
        [
            .. SameWords
                .Settle(all)
                .OrderBy(c => c.Line)
                .ThenBy(c => c.Rule, StringComparer.Ordinal)
                .ThenBy(c => c.Text, StringComparer.Ordinal),
        ];
    }
}
