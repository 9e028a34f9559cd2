using System.Diagnostics;
using Plumb.Core.Tests.Files;
using Plumb.Environments.Observing;
using Xunit;

namespace Plumb.Core.Tests.Environments.Observing;

public sealed class SamePlaceTests : IDisposable
{
    private readonly TestWorld _made = new();

    [Fact]
    public void Two_spellings_of_one_thing_are_one_place()
    {
        _made.File("/opt/venv/python", "x");
        using var link = Process.Start("ln", [_made.Folder + "/opt/venv/python", _made.Folder + "/opt/venv/Python"]);
        link.WaitForExit();

        Assert.True(SamePlace.Is(_made.World, "/opt/venv/Python", "/opt/venv/python"));
    }

    [Fact]
    public void Two_folders_that_differ_in_case_alone_are_two_places()
    {
        _made.File("/opt/venv/a").File("/opt/Venv/a");

        Assert.False(SamePlace.Is(_made.World, "/opt/Venv", "/opt/venv"));
        Assert.False(SamePlace.Is(_made.World, "/opt/VENV", "/opt/venv"));
    }

    public void Dispose() => _made.Dispose();
}
