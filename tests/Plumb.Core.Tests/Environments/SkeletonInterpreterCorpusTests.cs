using Plumb.Core.Tests.Corpus;
using Plumb.Environments;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Environments;

/// <summary>The oracle: what the interpreters of recorded environments said when they ran.</summary>
public sealed class SkeletonInterpreterCorpusTests(SkeletonStore skeletons)
{
    public static TheoryData<string> Environments => [.. SkeletonLibrary.Environments];

    [Theory]
    [MemberData(nameof(Environments))]
    public void Files_tell_what_the_interpreter_said(string id)
    {
        using var tree = skeletons.Own(id);
        var path = tree.Header.Roots[0].Value;
        var result = InstallationProbe.Probe(tree.World, tree.Variables, path);
        var found = (result as InstallationFound)?.Installation ?? throw new Xunit.Sdk.XunitException($"{result}");
        using var truth = tree.ReadTruth();
        if (truth?.RootElement.TryGetProperty("interpreter", out var said) != true)
        {
            AssertForeign(tree, found);
            return;
        }

        if (said.TryGetProperty("_error", out _))
        {
            Assert.Null(found.BasePrefix);
            Assert.True(found.ExecutableDangles);
            return;
        }

        Assert.Equal(said.GetProperty("version").GetString(), found.Version);
        Assert.Equal(said.GetProperty("implementation").GetString(), found.Implementation);
        Assert.Equal(said.GetProperty("prefix").GetString(), found.Prefix);
        Assert.Equal(said.GetProperty("executable").GetString(), found.Executable);
        Assert.Equal(said.GetProperty("base_prefix").GetString(), found.BasePrefix);
        Assert.Equal(said.GetProperty("ext_suffix").GetString(), found.ExtensionSuffix);
        Assert.Equal(
            said.GetProperty("path").EnumerateArray().Select(p => p.GetString()!).ToArray(),
            found.SearchPath.Select(entry => entry.Path).ToArray()
        );
        Assert.Equal(said.GetProperty("user_site_enabled").GetBoolean(), found.UserSiteEnabled);
        Assert.Equal(said.GetProperty("machine").GetString(), found.Platform.Architecture);
        Assert.Equal(
            said.GetProperty("libc").EnumerateArray().Select(p => p.GetString()!).ToArray(),
            new[] { "glibc", FormattableString.Invariant($"{found.Platform.Major}.{found.Platform.Minor}") }
        );
        Assert.Equal(LibcKind.Glibc, found.Platform.Libc);
        Assert.Equal(EnvironmentKind.Uv, found.Kind);
        Assert.Empty(found.Unread);
    }

    // No interpreter lies beside these: the folder and the wheels in it tell what they are for.
    private static void AssertForeign(SkeletonTree tree, PythonInstallation found)
    {
        Assert.StartsWith(found.Version ?? "?", tree.Header.Python, StringComparison.Ordinal);
        Assert.Null(found.Executable);
        var site = tree.Header.Sites[0];
        var folder = site == "." ? tree.Header.Roots[0].Value : tree.Header.Roots[0].Value + "/" + site;
        Assert.Equal([folder], found.SitePackages);
        var expected = tree.Header.Platform switch
        {
            "windows" => (OperatingSystemFamily.Windows, "amd64"),
            "aarch64-apple-darwin" => (OperatingSystemFamily.MacOs, "arm64"),
            "aarch64-unknown-linux-gnu" => (OperatingSystemFamily.Linux, "aarch64"),
            _ => (OperatingSystemFamily.Linux, "x86_64"),
        };
        Assert.Equal(expected, (found.Platform.System, found.Platform.Architecture));
    }
}
