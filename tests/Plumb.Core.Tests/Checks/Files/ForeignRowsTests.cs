using Xunit;

namespace Plumb.Core.Tests.Checks.Files;

/// <summary>Rows without hash and size that name files of another distribution.</summary>
public sealed class ForeignRowsTests
{
    [Fact]
    public void A_bare_row_for_a_file_that_another_describes_by_hash_is_not_ours_to_delete()
    {
        using var world = new SmallEnvironment();
        world
            .File(world.Site + "/other/core.py", "x = 1\n")
            .Install("other", "2.0", ["other/core.py"], hashed: true)
            .Install("pkg", "1.0", ["pkg/a.py", "other/core.py"]);

        var finding = Assert.Single(world.Check("PLB1207"));

        Assert.Equal("pkg", finding.Subject.Name);
        Assert.Contains("it is a file of other 2.0", Assert.Single(finding.Evidence).Text, StringComparison.Ordinal);
        Assert.True(Assert.Single(finding.Fixes).Verified);
        Assert.Empty(world.Check("PLB13"));
    }

    [Fact]
    public void Two_bare_rows_are_an_overlap_as_before()
    {
        using var world = new SmallEnvironment();
        world.Install("other", "2.0", ["shared.py"]).Install("pkg", "1.0", ["shared.py"]);

        Assert.Empty(world.Check("PLB1207"));
        Assert.NotEmpty(world.Check("PLB13"));
    }

    [Fact]
    public void Two_rows_with_hashes_are_an_overlap_and_not_foreign()
    {
        using var world = new SmallEnvironment();
        world.Install("other", "2.0", ["shared.py"], hashed: true).Install("pkg", "1.0", ["shared.py"], hashed: true);

        Assert.Empty(world.Check("PLB1207"));
        Assert.NotEmpty(world.Check("PLB13"));
    }
}
