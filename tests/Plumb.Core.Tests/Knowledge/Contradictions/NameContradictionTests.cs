using Plumb.Checks;
using Plumb.Knowledge;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Knowledge.Contradictions;

/// <summary>What a fact names is there.</summary>
public sealed class NameContradictionTests
{
    // Distributions that facts name and whose releases Plumb does not list.
    private static readonly string[] _external =
    [
        "aiohttp",
        "attrs",
        "beautifulsoup4",
        "cffi",
        "ffmpeg-python",
        "gitpython",
        "importlib-metadata",
        "lpips",
        "onnxruntime-directml",
        "onnxruntime-openvino",
        "onnxruntime-qnn",
        "onnxruntime-rocm",
        "opencv-contrib-python",
        "opencv-contrib-python-headless",
        "psutil",
        "pycryptodome",
        "pygobject",
        "pyjwt",
        "pymupdf",
        "pyopenssl",
        "pyserial",
        "python-dateutil",
        "python-dotenv",
        "python-magic",
        "pytorch-lightning",
        "pyusb",
        "pyzmq",
        "six",
        "typing-extensions",
        "wxpython",
    ];

    private static IEnumerable<PackageName> Advised() =>
        FactCatalog
            .Facts.Where(f => f.Topic is "import-names" or "product-names")
            .Select(f => f.Values.Single(v => v.Key == "distribution").Text)
            .Select(text => Requirement.TryParse(text, out var asked, out _) ? asked.Name : default)
            .Concat(ExclusiveFamilies.Embedded.All.SelectMany(f => f.Members))
            .Concat(CudaRequirements.Embedded.All.Select(r => r.Distribution))
            .Concat(RemovedApis.Embedded.All.Select(a => a.Package).Where(p => p != RemovedApi.Python))
            .Concat(BehaviourChanges.Embedded.Changes.Select(c => c.Package))
            .Concat(BehaviourChanges.Embedded.Users.Select(c => c.Distribution))
            .Concat(DistributionFiles.Embedded.Kinds.Select(k => k.Distribution))
            .Distinct();

    private static IEnumerable<string> Unknown(IEnumerable<PackageName> names, string[] external) =>
        names
            .Where(n =>
                PackageReleases.Embedded.Find(n) is null && !external.Contains(n.Normalized, StringComparer.Ordinal)
            )
            .Select(n => n.Normalized)
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Denied(IEnumerable<PackageName> names) =>
        names.Where(n => PackageNames.Embedded.Find(n) is not null).Select(n => n.Normalized);

    private static IEnumerable<string> Codes(string text) =>
        text.Split("PLB")
            .Skip(1)
            .Select(rest => "PLB" + string.Concat(rest.TakeWhile(char.IsAsciiDigit)))
            .Where(code => code.Length == "PLB1001".Length && CheckCatalog.Rules.All(r => r.Code != code));

    [Fact]
    public void Each_distribution_that_a_fact_names_is_known()
    {
        Assert.Empty(Unknown(Advised(), _external));
        Assert.Equal(["no-such-thing"], Unknown([PackageName.Of("no-such-thing"), PackageName.Of("numpy")], _external));
    }

    [Fact]
    public void An_external_distribution_is_named_by_a_fact_and_has_no_releases_here() =>
        Assert.Equal(_external, Unknown(Advised(), []));

    [Fact]
    public void No_fact_sends_to_a_name_that_another_fact_warns_of()
    {
        Assert.Empty(Denied(Advised()));
        Assert.Equal(["clip"], Denied([PackageName.Of("clip"), PackageName.Of("numpy")]));
    }

    [Fact]
    public void Each_code_that_a_fact_names_is_one_of_a_rule()
    {
        Assert.Empty(EmbeddedKnowledge.Names.SelectMany(n => Codes(EmbeddedKnowledge.Read(n))));
        Assert.Equal(["PLB9999"], Codes("see PLB1001 and PLB9999"));
    }
}
