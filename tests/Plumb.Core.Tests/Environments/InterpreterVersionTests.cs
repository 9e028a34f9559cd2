using System.Text;
using Plumb.Environments;
using Xunit;

namespace Plumb.Core.Tests.Environments;

public sealed class InterpreterVersionTests
{
    [Theory]
    [InlineData("3.11", "3.11")]
    [InlineData(" 3.11.7 ", "3.11.7")]
    [InlineData("3.13.0rc2", "3.13.0rc2")]
    [InlineData("3.13.0a10", "3.13.0a10")]
    [InlineData("3.11.2+", "3.11.2")]
    [InlineData("3.12.1.final.0", "3.12.1")]
    [InlineData("3.13.0.beta.3", "3.13.0b3")]
    [InlineData("3.13.0.alpha.1", "3.13.0a1")]
    [InlineData("3.11.7 | packaged by conda-forge", "3.11.7")]
    [InlineData("3", null)]
    [InlineData("3.", null)]
    [InlineData("", null)]
    [InlineData("x.y", null)]
    [InlineData("3.11-dev", null)]
    [InlineData("99999.1.1", null)]
    public void Versions_are_read_in_the_forms_that_files_use(string text, string? expected) =>
        Assert.Equal(expected, InterpreterVersion.Parse(text)?.ToString());

    [Theory]
    [InlineData(0x030B07F0, "3.11.7")]
    [InlineData(0x030D00C2, "3.13.0rc2")]
    [InlineData(0x030E00A5, "3.14.0a5")]
    [InlineData(0x030E00B1, "3.14.0b1")]
    [InlineData(0, null)]
    [InlineData(0x030B0700, null)]
    [InlineData(0x7F0B07F0, null)]
    [InlineData(0x1030B07F0, null)]
    public void The_constant_of_the_binary_tells_the_version(long value, string? expected) =>
        Assert.Equal(expected, InterpreterVersion.FromHex((ulong)value)?.ToString());

    [Theory]
    [InlineData("python3.11", "3.11", "")]
    [InlineData("python3.13t", "3.13", "t")]
    [InlineData("python3.7m", "3.7", "m")]
    [InlineData("pypy3.10", "3.10", "")]
    [InlineData("python3.11-config", "3.11", "")]
    [InlineData("python3.11x", null, null)]
    [InlineData("python3", null, null)]
    [InlineData("python", null, null)]
    [InlineData("perl5.36", null, null)]
    public void Names_of_programs_tell_minor_version_and_flags(string name, string? version, string? flags)
    {
        var found = FlaggedVersion.OfProgram(name);

        Assert.Equal(version, found?.Version.ToString());
        Assert.Equal(flags, found?.Flags);
    }

    [Theory]
    [InlineData("#define PY_VERSION_HEX 1\n#define PY_VERSION      \t\"3.9.18\"\n", "3.9.18")]
    [InlineData("#define PY_VERSION \"3.14.0rc1\"", "3.14.0rc1")]
    [InlineData("#define PY_VERSION 3", null)]
    [InlineData("#define PY_VERSION \"unended", null)]
    [InlineData("", null)]
    public void The_header_tells_the_version(string text, string? expected) =>
        Assert.Equal(expected, PosixInterpreter.PatchLevel(Encoding.ASCII.GetBytes(text))?.ToString());
}
