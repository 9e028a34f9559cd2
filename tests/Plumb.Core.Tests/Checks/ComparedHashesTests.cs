using Plumb.Checks;
using Plumb.Environments;
using Xunit;

namespace Plumb.Core.Tests.Checks;

public sealed class ComparedHashesTests
{
    private const string Good = "sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0";

    [Theory]
    [InlineData(Good, 1, 0)]
    [InlineData("sha256=AAAA,0", 0, 1)]
    [InlineData("md5=abc,0", 0, 1)]
    [InlineData(",", 0, 0)]
    public void Only_a_hash_that_can_be_compared_counts(string hash, int compared, int unusable)
    {
        using var world = new SmallEnvironment().WithoutPip();
        world.Install("six", "1", ["six.py"]).File(world.Site + "/six-1.dist-info/RECORD", "six.py," + hash + "\n");
        var seen = world.Observe();

        var asked = Result(seen with { Observed = Observation.Files | Observation.Hashes });

        Assert.Equal((compared, unusable), (asked.HashesCompared, asked.HashesUnusable));
        Assert.Equal((0, 0), (Result(seen).HashesCompared, Result(seen).HashesUnusable));
    }

    private static CheckResult Result(EnvironmentSnapshot snapshot)
    {
        var context = new CheckContext(snapshot);
        return new CheckResult(snapshot, [], context.Requirements, context.Ownership, [], null);
    }
}
