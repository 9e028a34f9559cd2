using Plumb.Environments.Observing;
using Xunit;

namespace Plumb.Core.Tests.Environments.Observing;

public sealed class NumpyReaderTests
{
    [Theory]
    [InlineData("\"\"\"\nModule\n\"\"\"\n\nversion = \"2.2.6\"\n__version__ = version\n", "2.2.6")]
    [InlineData("short_version='1.24.2'\nversion='1.24.2'\n", "1.24.2")]
    [InlineData("# THIS FILE IS GENERATED\r\nfull_version = '1.13.3'\r\n", "1.13.3")]
    [InlineData("git_revision = \"2b686f659642080e2fc708719385de6e8be0955f\"\n", null)]
    [InlineData("version = version_of(\"1.0\")\n", null)]
    [InlineData("version = \"\nversion = 'x y'\nversion =\n", null)]
    public void The_version_is_the_text_that_is_written_down(string text, string? version) =>
        Assert.Equal(version, NumpyReader.Version(text)?.ToString());
}
