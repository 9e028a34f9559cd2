using System.Text.Json;
using Plumb.Cli.Tests.Rendering;
using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Cli.Tests.Stories;

/// <summary>
/// An environment of Windows, looked at by whichever program PLUMB_BINARY names: CI lets the Windows program do it too, under Wine.
/// </summary>
public sealed class ForeignStoryTests
{
    [Fact]
    public async Task A_windows_environment_is_told_as_what_it_is()
    {
        using var skeletons = new SkeletonStore();
        using var tree = skeletons.Own("f-win-cp311-core");
        var ending = await PlumbProcess.RunAsync(tree.Folder, "check", "--root", ".", tree.Prefix[1..], "--json");
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, ending.Output);
        using var json = JsonDocument.Parse(ending.Output);
        var data = json.RootElement.GetProperty("data");
        var environment = data.GetProperty("environment");
        Assert.Equal(tree.Prefix, environment.GetProperty("prefix").GetString());
        Assert.Equal("3.11", environment.GetProperty("python").GetString());
        Assert.Equal("win-amd64", environment.GetProperty("platform").GetString());
        Assert.Equal(0, ending.Code);
        Assert.Equal(0, data.GetProperty("counts").GetProperty("errors").GetInt32());
        using var truth = tree.ReadTruth();
        Assert.Equal(
            truth!.RootElement.GetProperty("dists").GetArrayLength(),
            data.GetProperty("distributions").GetArrayLength()
        );
    }
}
