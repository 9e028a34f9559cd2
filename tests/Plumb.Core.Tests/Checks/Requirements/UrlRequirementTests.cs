using Xunit;

namespace Plumb.Core.Tests.Checks.Requirements;

/// <summary>Requirements that say where the distribution comes from.</summary>
public sealed class UrlRequirementTests
{
    [Theory]
    [InlineData("git+https://example.org/clip.git@a1b2c3")]
    [InlineData("https://example.org/clip-1.0-py3-none-any.whl")]
    public void A_missing_one_is_installed_from_there(string url)
    {
        using var world = With(url);

        var finding = Assert.Single(world.Check("PLB1001"));

        var fix = Assert.Single(finding.Fixes);
        Assert.EndsWith($"install \"clip @ {url}\"", Assert.Single(fix.Commands), StringComparison.Ordinal);
        Assert.False(fix.Verified);
    }

    [Theory]
    [InlineData("git+https://me:secret@example.org/clip.git")]
    [InlineData("git+https://example.org/clip.git;rm")]
    public void An_address_with_a_secret_or_a_sign_of_the_shell_is_not_called(string url)
    {
        using var world = With(url);

        Assert.DoesNotContain(world.Check("PLB1001").SelectMany(f => f.Fixes), f => f.Commands.Length > 0);
    }

    [Fact]
    public void Its_extras_and_what_is_missing_beside_it_are_installed_too()
    {
        using var world = new SmallEnvironment().Install(
            "app",
            "1.0",
            [],
            metadata: "Requires-Dist: clip[gpu] @ git+https://example.org/clip.git\nRequires-Dist: aaa>=1\nRequires-Dist: bbb"
        );

        var fix = Assert.Single(world.Check("PLB1001").Single(f => !f.IsConsequence).Fixes);
        Assert.Contains(fix.Commands, c => c.EndsWith("\"aaa>=1\" bbb", StringComparison.Ordinal));
        Assert.Contains(
            fix.Commands,
            c => c.EndsWith("\"clip[gpu] @ git+https://example.org/clip.git\"", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void One_that_is_installed_is_silent()
    {
        using var world = With("git+https://example.org/clip.git");
        world.Install("clip", "1.0", []);

        Assert.Empty(world.Check("PLB1001"));
    }

    private static SmallEnvironment With(string url) =>
        new SmallEnvironment().Install("app", "1.0", [], metadata: $"Requires-Dist: clip @ {url}");
}
