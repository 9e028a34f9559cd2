using System.Text;
using Plumb.Files;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Metadata;

/// <summary>A metadata folder that was copied or renamed: its RECORD still names the folder that it was.</summary>
public sealed class RenamedMetadataFolderTests
{
    private const string Original = "pkg-1.0.dist-info";

    [Theory]
    [InlineData("pkg-0.9.dist-info")]
    [InlineData("pkg-7.dist-info")]
    public void The_folder_that_its_RECORD_names_is_in_use_and_the_copy_is_not(string copy)
    {
        using var world = new SmallEnvironment();
        world.Install("pkg", "1.0", ["pkg/a.py"]);
        CopyTo(world, copy);

        var finding = Assert.Single(world.Check("PLB1101"));

        Assert.Contains(
            $"{world.Site}/{copy}",
            string.Concat(finding.Fixes.SelectMany(f => f.Commands)),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            Original,
            string.Concat(finding.Fixes.SelectMany(f => f.Commands)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_renamed_folder_gets_its_name_back()
    {
        using var world = new SmallEnvironment();
        world.Install("pkg", "1.0", ["pkg/a.py"]);
        CopyTo(world, "pkg-2.0.dist-info");
        world.Delete($"{world.Site}/{Original}");

        var fix = Assert.Single(Assert.Single(world.Check("PLB1108")).Fixes);

        Assert.Equal($"mv {world.Site}/pkg-2.0.dist-info {world.Site}/{Original}", Assert.Single(fix.Commands));
        Assert.True(fix.Verified);
    }

    [Fact]
    public void What_its_RECORD_names_of_the_old_folder_is_missing_metadata_and_only_a_note()
    {
        using var world = new SmallEnvironment();
        world.Install("pkg", "1.0", ["pkg/a.py"]);
        CopyTo(world, "pkg-2.0.dist-info");
        world.Delete($"{world.Site}/{Original}");

        Assert.Equal(Severity.Info, Assert.Single(world.Check("PLB1201")).Severity);
    }

    [Fact]
    public void A_name_that_is_taken_is_not_given_back()
    {
        using var world = new SmallEnvironment();
        world.Install("pkg", "1.0", ["pkg/a.py"]);
        CopyTo(world, "pkg-2.0.dist-info");

        Assert.Empty(Assert.Single(world.Check("PLB1108")).Fixes);
    }

    private static void CopyTo(SmallEnvironment world, string folder)
    {
        var files = new FileWorld(world.Root);
        foreach (var name in new[] { "METADATA", "WHEEL", "INSTALLER", "RECORD" })
        {
            var bytes = files.Read($"{world.Site}/{Original}/{name}", 1 << 20).Bytes!;
            world.File($"{world.Site}/{folder}/{name}", Encoding.UTF8.GetString(bytes));
        }
    }
}
