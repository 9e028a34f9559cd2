using Plumb.Cli.Rendering;
using Plumb.Environments;
using Plumb.Python;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class EnvironmentWordsTests
{
    public static TheoryData<TargetPlatform, string?, string?> Platforms { get; } =
        new()
        {
            {
                new TargetPlatform(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc, 2, 36),
                "linux-x86_64",
                "Linux x86-64, glibc 2.36"
            },
            {
                new TargetPlatform(OperatingSystemFamily.Linux, "aarch64", LibcKind.Musl, 0, 0),
                "linux-aarch64",
                "Linux aarch64, musl"
            },
            { new TargetPlatform(OperatingSystemFamily.Windows, "amd64"), "win-amd64", "Windows x86-64" },
            { new TargetPlatform(OperatingSystemFamily.Windows, "win32"), "win32", "Windows win32" },
            {
                new TargetPlatform(OperatingSystemFamily.MacOs, "arm64", LibcKind.None, 11, 0),
                "macosx-11.0-arm64",
                "macOS 11.0 arm64"
            },
            { TargetPlatform.Unknown, null, null },
        };

    [Theory]
    [MemberData(nameof(Platforms))]
    public void A_platform_has_a_word_for_scripts_and_one_for_people(
        TargetPlatform platform,
        string? script,
        string? words
    )
    {
        Assert.Equal(script, EnvironmentWords.SysconfigPlatform(platform));
        Assert.Equal(words, EnvironmentWords.Platform(platform));
    }

    [Theory]
    [InlineData(".cp311-win_amd64.pyd", "cp311-win_amd64")]
    [InlineData(".cpython-310-x86_64-linux-gnu.so", "cpython-310-x86_64-linux-gnu")]
    [InlineData(".pyd", null)]
    [InlineData(null, null)]
    public void The_abi_stands_in_the_suffix_of_native_modules(string? suffix, string? abi) =>
        Assert.Equal(abi, EnvironmentWords.AbiOfSuffix(suffix));

    [Fact]
    public void Every_kind_has_its_own_word() =>
        Assert.Distinct(Enum.GetValues<EnvironmentKind>().Select(EnvironmentWords.Kind), StringComparer.Ordinal);
}
