using System.Collections.Immutable;
using Xunit;

namespace Plumb.Core.Tests.Checks.Ownership;

/// <summary>Of distributions that exclude each other all but one are removed, and only where all that is removed can be had again.</summary>
public sealed class KeepOneTests
{
    [Fact]
    public void All_are_uninstalled_and_one_is_installed()
    {
        using var world = Two();

        Assert.Contains(
            "/opt/app/venv/bin/python -m pip uninstall -y opencv-python opencv-python-headless",
            Commands(world)
        );
    }

    [Fact]
    public void Nothing_is_uninstalled_whose_RECORD_stops_the_installer()
    {
        using var world = Two();
        world.Delete(world.Site + "/opencv_python-4.9.0.80.dist-info/RECORD");
        using var damaged = Two(rows: ["a,b,c,d,e"]);

        Assert.DoesNotContain(Commands(world), c => c.Contains("uninstall", StringComparison.Ordinal));
        Assert.DoesNotContain(Commands(damaged), c => c.Contains("uninstall", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_uninstalled_that_no_known_index_has()
    {
        using var world = Two(version: "4.9.0+mine");

        Assert.DoesNotContain(Commands(world), c => c.Contains("uninstall", StringComparison.Ordinal));
    }

    private static SmallEnvironment Two(string version = "4.9.0.80", params string[] rows) =>
        new SmallEnvironment()
            .Install("opencv-python", version, ["cv2/__init__.py", "cv2/cv2.abi3.so", .. rows])
            .Install("opencv-python-headless", "4.9.0.80", ["cv2/other.abi3.so"]);

    private static ImmutableArray<string> Commands(SmallEnvironment world) =>
        [.. world.Check("PLB13").SelectMany(f => f.Fixes).SelectMany(f => f.Commands)];
}
