using System.Collections.Immutable;
using Plumb.Core.Tests.Files;
using Plumb.Environments;
using Plumb.Files;
using Xunit;

namespace Plumb.Core.Tests.Environments;

/// <summary>The folders from which an environment imports, in their order.</summary>
public sealed class SearchPathTests : IDisposable
{
    private readonly TestWorld _made = ProbedWorld.Create();

    [Fact]
    public void Variables_add_to_the_search_path_as_they_do_for_the_interpreter()
    {
        _made.Directory_("/vendor").Directory_("/users/me/lib/python3.11/site-packages");
        var variables = new WorldVariables(
            ImmutableDictionary<string, string>
                .Empty.Add("PYTHONPATH", "/vendor::relative:/gone:/vendor/")
                .Add("PYTHONUSERBASE", "/users/me")
                .Add("HOME", "/home/other")
        );

        var found = _made.Found("/usr/local", variables);

        Assert.Equal(
            [
                new SearchPathEntry("/vendor", PathOrigin.PythonPath, true),
                new SearchPathEntry("/gone", PathOrigin.PythonPath, false),
                new SearchPathEntry("/usr/local/lib/python311.zip", PathOrigin.StandardLibrary, false),
                new SearchPathEntry("/usr/local/lib/python3.11", PathOrigin.StandardLibrary, true),
                new SearchPathEntry("/usr/local/lib/python3.11/lib-dynload", PathOrigin.StandardLibrary, false),
                new SearchPathEntry("/users/me/lib/python3.11/site-packages", PathOrigin.UserSite, true),
                new SearchPathEntry("/usr/local/lib/python3.11/site-packages", PathOrigin.Site, true),
            ],
            found.SearchPath
        );
        Assert.False(
            _made
                .Found("/usr/local", variables with { Values = variables.Values.Add("PYTHONNOUSERSITE", "1") })
                .UserSiteEnabled
        );
        Assert.True(
            _made
                .Found("/usr/local", variables with { Values = variables.Values.Add("PYTHONNOUSERSITE", "") })
                .UserSiteEnabled
        );
    }

    [Fact]
    public void Lines_of_pth_files_come_after_their_folder_in_the_order_of_the_names()
    {
        const string site = "/app/venv/lib/python3.11/site-packages";
        _made.Directory_("/src/one").Directory_("/src/two").File("/src/three.egg");
        _made
            .File(site + "/b.pth", "/src/two\n/src/gone\n")
            .File(site + "/a.pth", "import os\n/src/one\n/src/three.egg\n");
        _made.File(site + "/.c.pth", "/src\n");

        Assert.Equal(
            [
                new SearchPathEntry(site, PathOrigin.Site, true),
                new SearchPathEntry("/src/one", PathOrigin.PthFile, true, site + "/a.pth"),
                new SearchPathEntry("/src/three.egg", PathOrigin.PthFile, true, site + "/a.pth"),
                new SearchPathEntry("/src/two", PathOrigin.PthFile, true, site + "/b.pth"),
            ],
            _made.Found("/app/venv").SearchPath.Where(entry => entry.Origin != PathOrigin.StandardLibrary)
        );
    }

    public void Dispose() => _made.Dispose();
}
