using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Imports;

public sealed class NamespaceGhostCheckTests
{
    [Fact]
    public void A_package_that_lost_its_init_is_a_ghost_and_follows_from_the_missing_file()
    {
        using var world = new SmallEnvironment();
        world
            .Install("numpy", "2.2.6", ["numpy/__init__.py", "numpy/linalg/__init__.py", "numpy/version.py"])
            .Delete(world.Site + "/numpy/__init__.py");

        var finding = Assert.Single(world.Check("PLB12,PLB1503"), f => f.Rule.Code == "PLB1503");

        Assert.Equal("numpy of numpy 2.2.6 has lost its __init__.py.", finding.Title);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.True(finding.IsConsequence);
        Assert.NotNull(finding.Cause);
    }

    [Fact]
    public void A_package_whose_folder_is_gone_altogether_is_no_ghost()
    {
        using var world = new SmallEnvironment();
        world.Install("numpy", "2.2.6", ["numpy/__init__.py"]).Delete(world.Site + "/numpy");

        Assert.Empty(world.Check("PLB1503"));
    }

    [Fact]
    public void A_subpackage_that_lost_its_init_is_named_by_its_module()
    {
        using var world = new SmallEnvironment();
        world
            .Install("torch", "2.1.2", ["torch/__init__.py", "torch/nn/__init__.py", "torch/nn/modules.py"])
            .Delete(world.Site + "/torch/nn/__init__.py");

        Assert.StartsWith("torch.nn of torch", Assert.Single(world.Check("PLB1503")).Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Native_files_left_behind_are_imported_as_nothing()
    {
        using var world = new SmallEnvironment();
        world.File(world.Site + "/cv2/lib/cv2.abi3.so");

        var finding = Assert.Single(world.Check("PLB1503"));

        Assert.Equal("cv2/ holds native files, but no package and no distribution that owns them.", finding.Title);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.True(Assert.Single(finding.Fixes).Verified);
    }

    [Fact]
    public void The_native_files_of_a_distribution_without_a_RECORD_are_not_called_left_behind()
    {
        using var world = new SmallEnvironment();
        world
            .File(world.Site + "/old_tool-1.egg-info", "Metadata-Version: 1.0\nName: old-tool\nVersion: 1\n")
            .File(world.Site + "/old_tool/core.so")
            .File(world.Site + "/other-1.egg-info/PKG-INFO", "Metadata-Version: 1.0\nName: other\nVersion: 1\n")
            .File(world.Site + "/other-1.egg-info/top_level.txt", "elsewhere\n")
            .File(world.Site + "/elsewhere/core.so");

        Assert.Empty(world.Check("PLB1503"));
    }

    [Fact]
    public void Real_namespace_packages_and_folders_of_libraries_are_left_alone()
    {
        using var world = new SmallEnvironment();
        world
            .Install("google-cloud", "1", ["google/cloud/a.py"])
            .Install("nvidia-cudnn", "9", ["nvidia/cudnn/lib/libcudnn.so.9"])
            .Install("numpy", "2", ["numpy/__init__.py", "numpy.libs/libopenblas.so"])
            .File(world.Site + "/data/table.csv")
            .File(world.Site + "/handmade/tool.py")
            .File(world.Site + "/handmade/fast.so")
            .File(world.Site + "/not-a-module/x.so");

        Assert.Empty(world.Check("PLB1503"));
    }
}
