using Xunit;

namespace Plumb.Core.Tests.Checks.Sources;

/// <summary>Modules that only another program loads, by an entry point.</summary>
public sealed class HostPluginsTests
{
    [Theory]
    [InlineData("[pytest11]\nold = old\n", 0)]
    [InlineData("[pytest11]\nold = old:plugin [extra]\n", 0)]
    [InlineData("[pytest11]\nother = old.plugin\n", 1)]
    [InlineData("[console_scripts]\npytest = old\n", 1)]
    [InlineData("[pytester]\nold = old\n", 1)]
    public void A_plugin_of_a_program_that_is_not_there_is_never_loaded(string points, int findings)
    {
        using var environment = SourceStory.With("1.26.4", "import pytest\n");
        environment.File(environment.Site + "/old-1.0.dist-info/entry_points.txt", points);

        Assert.Equal(findings, environment.Findings("PLB25").Length);
    }
}
