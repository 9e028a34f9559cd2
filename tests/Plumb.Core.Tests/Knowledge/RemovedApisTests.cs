using Plumb.Knowledge;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Knowledge;

public sealed class RemovedApisTests
{
    private const string Row =
        "[[removal]]\npackage = \"a\"\nmodule = \"a.b\"\nremoved_in = \"2.0\"\nsource = \"x\"\ngrade = \"documented\"\ndate = \"2026-11-25\"\n";

    [Theory]
    [InlineData("numpy.float", "1.23.5", false)]
    [InlineData("numpy.float", "1.24.0", true)]
    [InlineData("numpy.bool", "1.26.4", true)]
    [InlineData("numpy.bool", "2.0.0", false)]
    [InlineData("PIL.Image.ANTIALIAS", "9.5.0", false)]
    [InlineData("PIL.Image.ANTIALIAS", "10.0.0", true)]
    [InlineData("PIL.PILLOW_VERSION", "7.0.0", true)]
    [InlineData("PIL.PILLOW_VERSION", "7.1.0", false)]
    [InlineData("PIL.PILLOW_VERSION", "9.0.0", true)]
    [InlineData("PIL.EpsImagePlugin.PSFile", "11.0.0", true)]
    [InlineData("PIL.PSFile", "11.0.0", false)]
    [InlineData("torchvision.transforms.functional_tensor", "0.17.2+cpu", true)]
    [InlineData("huggingface_hub.cached_download", "0.25.2", false)]
    [InlineData("collections.Mapping", "3.10", true)]
    public void A_name_is_gone_from_the_version_that_removed_it_on(string name, string version, bool isGone) =>
        Assert.Equal(
            isGone,
            RemovedApis.Embedded.All.Where(a => a.FullName == name).Any(a => a.IsGoneFrom(PythonVersion.Parse(version)))
        );

    [Fact]
    public void Every_row_names_its_source_and_no_name_stands_twice_for_one_version()
    {
        Assert.All(
            RemovedApis.Embedded.All,
            a => Assert.StartsWith("https://", a.Source.Text, StringComparison.Ordinal)
        );
        Assert.All(RemovedApis.Embedded.All, a => Assert.NotEqual(Grade.Folklore, a.Source.Grade));
        Assert.True(RemovedApis.Embedded.All.Length > 200);
    }

    [Theory]
    [InlineData("= 1")]
    [InlineData("")]
    [InlineData(Row)]
    [InlineData(Row + "[removal.names]\n\"c.d\" = \"\"\n")]
    [InlineData(Row + "[removal.names]\nc = \"\"\n" + Row + "[removal.names]\nc = \"\"\n")]
    [InlineData("[[removal]]\npackage = \"a\"\nremoved_in = \"2.0\"\n[removal.names]\nc = \"\"\n")]
    public void A_broken_file_is_refused_with_a_reason(string toml)
    {
        Assert.False(RemovedApis.TryRead(toml, out _, out var error));
        Assert.NotEmpty(error.Message);
    }
}
