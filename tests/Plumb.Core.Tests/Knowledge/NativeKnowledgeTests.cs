using Plumb.Knowledge;
using Xunit;

namespace Plumb.Core.Tests.Knowledge;

public sealed class NativeKnowledgeTests
{
    private const string Source = "source = \"x\"\ngrade = \"documented\"\ndate = \"2026-11-24\"\n";

    [Theory]
    [InlineData("debian", null, "libgl1")]
    [InlineData("ubuntu", "debian", "libgl1")]
    [InlineData("pop", "ubuntu debian", "libgl1")]
    [InlineData("rocky", "rhel centos fedora", "libglvnd-glx")]
    [InlineData("plan9", null, null)]
    public void The_package_of_a_library_is_told_for_the_distribution_at_hand(
        string id,
        string? like,
        string? package
    ) => Assert.Equal(package, SystemLibraries.Embedded.Find("libGL.so.1")!.PackageFor(id, like));

    [Fact]
    public void What_comes_with_a_driver_or_as_a_wheel_has_no_package()
    {
        Assert.Equal("NVIDIA", SystemLibraries.Embedded.Find("libcuda.so.1")!.Driver);
        Assert.Equal("nvidia-cudnn-cu12>=9,<10", SystemLibraries.Embedded.Find("libcudnn.so.9")!.Wheel);
        Assert.Null(SystemLibraries.Embedded.Find("libnobody.so.1"));
    }

    [Theory]
    [InlineData("= 1")]
    [InlineData("")]
    [InlineData("[[library]]\nname = \"a.so\"\ndebian = \"a\"\n")]
    [InlineData("[[library]]\nname = \"a.so\"\n" + Source)]
    [InlineData(
        "[[library]]\nname = \"a.so\"\nwheel = \"a\"\n"
            + Source
            + "[[library]]\nname = \"a.so\"\nwheel = \"a\"\n"
            + Source
    )]
    public void A_broken_file_of_libraries_is_refused_with_a_reason(string toml)
    {
        Assert.False(SystemLibraries.TryRead(toml, out _, out var error));
        Assert.NotEmpty(error.Message);
    }

    [Theory]
    [InlineData("cv2", "opencv-python")]
    [InlineData("pkg_resources.extern", "setuptools<81")]
    [InlineData("nobody_knows_it", null)]
    public void A_module_is_known_by_the_distribution_that_brings_it(string module, string? requirement) =>
        Assert.Equal(requirement, ImportNames.Embedded.Find(module)?.Requirement);

    [Theory]
    [InlineData("= 1")]
    [InlineData("")]
    [InlineData("[[module]]\nname = \"a\"\n" + Source)]
    [InlineData("[[module]]\nname = \"a\"\ndistribution = \"a\"\n")]
    public void A_broken_file_of_modules_is_refused_with_a_reason(string toml)
    {
        Assert.False(ImportNames.TryRead(toml, out _, out var error));
        Assert.NotEmpty(error.Message);
    }
}
