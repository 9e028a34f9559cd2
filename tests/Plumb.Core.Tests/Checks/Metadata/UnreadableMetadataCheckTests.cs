using Plumb.Environments;
using Xunit;

namespace Plumb.Core.Tests.Checks.Metadata;

public sealed class UnreadableMetadataCheckTests
{
    [Theory]
    [InlineData(EnvironmentKind.Uv, "uv", true, true)]
    [InlineData(EnvironmentKind.Uv, "uv", false, false)]
    [InlineData(EnvironmentKind.Venv, "pip", true, false)]
    public void A_METADATA_that_uv_shares_with_its_cache_leaves_the_cache_first(
        EnvironmentKind kind,
        string installer,
        bool shared,
        bool cleaned
    )
    {
        using var world = new SmallEnvironment(kind);
        world.Install("pkg", "1.0", ["pkg/a.py"], installer: installer, hashed: true);
        var metadata = $"{world.Site}/pkg-1.0.dist-info/METADATA";
        world.File(metadata, "");
        if (shared)
        {
            world.HardLink("/cache/METADATA", metadata);
        }

        var commands = Assert.Single(Assert.Single(world.Check("PLB1102")).Fixes).Commands;

        Assert.Equal(cleaned, commands[0] == "uv cache clean pkg");
        Assert.Contains("pkg==1.0", commands[^1], StringComparison.Ordinal);
    }
}
