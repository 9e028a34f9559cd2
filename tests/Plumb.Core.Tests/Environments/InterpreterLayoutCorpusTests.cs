using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Environments;

/// <summary>The oracle: what interpreters say about themselves when they run.</summary>
public sealed class InterpreterLayoutCorpusTests
{
    private static readonly WorldVariables _variables = new(
        ImmutableDictionary<string, string>.Empty.Add("HOME", "/home/user")
    );

    public static TheoryData<string> Layouts => [.. InterpreterLayout.All.Keys];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Files_tell_what_the_interpreter_says(string name)
    {
        var layout = InterpreterLayout.All[name];
        using var world = layout.Make();

        AssertSays(layout, Found(world.World, layout.Program));
        AssertSays(layout, Found(world.World, layout.Prefix));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void The_package_folder_leads_to_its_interpreter(string name)
    {
        var layout = InterpreterLayout.All[name];
        using var world = layout.Make();
        var folder = layout.Says.GetProperty("site_packages")[0].GetString()!;

        AssertSays(layout, Found(world.World, folder));
    }

    private static PythonInstallation Found(FileWorld world, string path)
    {
        var result = InstallationProbe.Probe(world, _variables, path);
        return result is InstallationFound found ? found.Installation : throw new Xunit.Sdk.XunitException($"{result}");
    }

    private static void AssertSays(InterpreterLayout layout, PythonInstallation found)
    {
        var says = layout.Says;
        var config = says.GetProperty("config");
        var paths = says.GetProperty("paths");
        Assert.Equal(Text(says, "version"), found.Version);
        Assert.NotNull(found.VersionSource);
        Assert.Equal(Text(says, "prefix"), found.Prefix);
        Assert.Equal(Text(says, "base_prefix") ?? Text(says, "prefix"), found.BasePrefix);
        Assert.Equal(Text(config, "EXT_SUFFIX"), found.ExtensionSuffix);
        Assert.Equal(Text(config, "SOABI"), found.Soabi);
        Assert.Equal(Text(says, "abiflags") ?? "", found.AbiFlags);
        Assert.Equal([.. Strings(says, "path").Skip(1)], found.SearchPath.Select(entry => entry.Path).ToArray());
        Assert.Equal(Text(says, "user_site"), found.UserSite);
        Assert.Equal(says.GetProperty("enable_user_site").GetBoolean(), found.UserSiteEnabled);
        Assert.Equal(layout.IsExternallyManaged, found.ExternallyManaged is not null);
        Assert.Equal(new TargetPlatform(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc, 2, 36), found.Platform);
        Assert.False(found.IsFreeThreaded);
        Assert.Equal(
            new InstallPaths(
                Text(paths, "stdlib")!,
                Text(paths, "purelib")!,
                Text(paths, "platlib")!,
                Text(paths, "include")!,
                Text(paths, "scripts")!,
                Text(paths, "data")!
            ),
            found.Paths
        );
        Assert.Equal(found.Paths!.PurePackages, found.SitePackages[0]);
        Assert.Empty(found.Unread);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static IEnumerable<string> Strings(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(item => item.GetString()!);
}
