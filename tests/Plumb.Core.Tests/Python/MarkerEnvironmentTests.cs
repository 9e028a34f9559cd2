using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

public sealed class MarkerEnvironmentTests
{
    private static readonly TargetPlatform _linux = new(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc, 2, 36);

    [Fact]
    public void A_linux_interpreter_has_the_values_that_it_would_report() =>
        Assert.Equal(
            new MarkerEnvironment
            {
                PythonVersion = "3.11",
                PythonFullVersion = "3.11.7",
                OsName = "posix",
                SysPlatform = "linux",
                PlatformSystem = "Linux",
                PlatformMachine = "x86_64",
                PlatformPythonImplementation = "CPython",
                ImplementationName = "cpython",
                ImplementationVersion = "3.11.7",
            },
            MarkerEnvironment.For(_linux, "3.11.7")
        );

    [Theory]
    [InlineData(OperatingSystemFamily.Windows, "amd64", "nt", "win32", "Windows", "AMD64")]
    [InlineData(OperatingSystemFamily.Windows, "win32", "nt", "win32", "Windows", "x86")]
    [InlineData(OperatingSystemFamily.Windows, "arm64", "nt", "win32", "Windows", "ARM64")]
    [InlineData(OperatingSystemFamily.MacOs, "arm64", "posix", "darwin", "Darwin", "arm64")]
    [InlineData(OperatingSystemFamily.Linux, "aarch64", "posix", "linux", "Linux", "aarch64")]
    [InlineData(OperatingSystemFamily.Unknown, "", null, null, null, null)]
    public void A_foreign_platform_has_the_values_that_its_python_would_report(
        OperatingSystemFamily family,
        string architecture,
        string? osName,
        string? sysPlatform,
        string? system,
        string? machine
    )
    {
        var environment = MarkerEnvironment.For(new TargetPlatform(family, architecture), "3.12.1");
        Assert.Equal(
            (osName, sysPlatform, system, machine),
            (environment.OsName, environment.SysPlatform, environment.PlatformSystem, environment.PlatformMachine)
        );
    }

    [Fact]
    public void Python_2_on_linux_names_its_kernel() =>
        Assert.Equal("linux2", MarkerEnvironment.For(_linux, "2.7.18").SysPlatform);

    [Theory]
    [InlineData("3.13.0rc2", "3.13", "3.13.0rc2")]
    [InlineData("3.11", "3.11", null)]
    [InlineData("3", null, null)]
    [InlineData(null, null, null)]
    public void A_version_tells_as_much_as_it_says(string? version, string? major, string? full)
    {
        var environment = MarkerEnvironment.For(_linux, version);
        Assert.Equal((major, full), (environment.PythonVersion, environment.PythonFullVersion));
    }

    [Fact]
    public void Another_implementation_has_its_own_version()
    {
        var environment = MarkerEnvironment.For(_linux, "3.10.14", "pypy", "7.3.17");
        Assert.Equal("PyPy", environment.PlatformPythonImplementation);
        Assert.Equal("7.3.17", environment.ImplementationVersion);
        Assert.Null(MarkerEnvironment.For(_linux, "3.10.14", "pypy").ImplementationVersion);
    }
}
