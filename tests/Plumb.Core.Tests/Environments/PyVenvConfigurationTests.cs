using System.Text;
using Plumb.Core.Tests.Files;
using Plumb.Environments;
using Plumb.Files;
using Xunit;

namespace Plumb.Core.Tests.Environments;

public sealed class PyVenvConfigurationTests
{
    [Fact]
    public void Keys_are_lower_cased_and_the_last_line_wins()
    {
        var configuration = Parse("Home = /a\r\nHOME=/b\nno equals sign\n = nothing\nprompt = x = y\n\nversion=3.12.1");

        Assert.Equal("/b", configuration.Home);
        Assert.Equal("x = y", configuration.Get("prompt"));
        Assert.Equal("3.12.1", configuration.Version);
        Assert.Equal(3, configuration.Values.Count);
    }

    [Theory]
    [InlineData("version = 3.12.1", "3.12.1")]
    [InlineData("version_info = 3.12.1\nversion = 3.9", "3.12.1")]
    [InlineData("version_info = 3.12.1.final.0", "3.12.1")]
    [InlineData("version_info = 3.14.0.candidate.2", "3.14.0rc2")]
    [InlineData("version_info = 3.14.0rc2", "3.14.0rc2")]
    [InlineData("version = three", null)]
    [InlineData("", null)]
    public void The_version_is_told_in_the_forms_of_venv_uv_and_virtualenv(string text, string? version) =>
        Assert.Equal(version, Parse(text).Version);

    [Theory]
    [InlineData("uv = 0.13.9", EnvironmentKind.Uv)]
    [InlineData("virtualenv = 21.15.8", EnvironmentKind.Virtualenv)]
    [InlineData("command = python -m venv /x", EnvironmentKind.Venv)]
    public void The_tool_that_made_it_leaves_its_name(string text, EnvironmentKind maker) =>
        Assert.Equal(maker, Parse(text).Maker);

    [Theory]
    [InlineData("include-system-site-packages = true", true)]
    [InlineData("include-system-site-packages = TRUE", true)]
    [InlineData("include-system-site-packages = yes", false)]
    [InlineData("include-system-site-packages =", false)]
    [InlineData("", true)]
    public void Only_true_lets_the_packages_of_the_system_in(string text, bool expected) =>
        Assert.Equal(expected, Parse(text).IncludesSystemSite);

    [Fact]
    public void Anything_can_be_read()
    {
        byte[] bytes = [0, 1, 0xFF, 0xFE, (byte)'h', (byte)'=', 0xC3, 0x28, (byte)'\n', (byte)'='];

        Assert.Equal(["\0\u0001\uFFFD\uFFFDh"], PyVenvConfiguration.Parse(bytes).Values.Keys);
    }

    [Fact]
    public void A_file_of_megabytes_is_refused()
    {
        using var made = new TestWorld();
        made.File("/venv/pyvenv.cfg", new string('x', 1 << 20));

        Assert.Null(PyVenvConfiguration.Read(made.World, "/venv", out var failure));
        Assert.Equal(FileFailure.TooLarge, failure);
    }

    private static PyVenvConfiguration Parse(string text) => PyVenvConfiguration.Parse(Encoding.UTF8.GetBytes(text));
}
