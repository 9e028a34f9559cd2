using Plumb.Metadata.Locks;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Locks;

/// <summary>What Pipfile.lock says, by its sections.</summary>
public sealed class PipfileLockTests
{
    internal const string Text = """
        {
            "_meta": {
                "hash": {"sha256": "abc"},
                "pipfile-spec": 6,
                "requires": {"python_version": "3.11"},
                "sources": [{"name": "main", "url": "https://index.example/simple", "verify_ssl": true}]
            },
            "default": {
                "colorama": {"hashes": ["sha256:1", "sha256:2"], "index": "main", "markers": "sys_platform == 'win32'", "version": "==0.4.6"},
                "Requests": {"extras": ["SOCKS"], "version": "==2.32.5"},
                "app": {"editable": true, "path": "."},
                "lib": {"git": "https://code.example/lib.git", "ref": "0123abc", "subdirectory": "python"}
            },
            "develop": {"pytest": {"version": "==9.0.0"}, "odd": "*"}
        }
        """;

    [Fact]
    public void A_Pipfile_lock_is_read_by_its_sections()
    {
        var file = LockText.Read(LockFormat.Pipfile, Text);
        Assert.Equal(("6", "abc", "==3.11.*"), (file.FormatVersion, file.ContentHash, file.RequiresPython!.ToString()));
        Assert.Equal(
            ["colorama", "requests", "app", "lib", "pytest", "odd"],
            file.Packages.Select(p => p.Name.Normalized)
        );
        var colorama = file.Packages[0];
        Assert.Equal("https://index.example/simple", colorama.Source.Location);
        Assert.Equal(["1", "2"], colorama.Files.Select(f => f.Hashes["sha256"]));
        Assert.Equal("lock:9:9", colorama.Location.ToString());
        Assert.Equal(["socks"], file.Packages[1].ActiveExtras);
        Assert.Equal(new LockedSource(LockedSourceKind.Directory, ".", IsEditable: true), file.Packages[2].Source);
        Assert.Equal(
            new LockedSource(LockedSourceKind.Vcs, "https://code.example/lib.git", "0123abc", "python"),
            file.Packages[3].Source
        );
        Assert.Equal(["app", "lib", "requests"], LockText.Selected(file, LockCorpus.Target("linux", "3.11")));
        var develop = LockCorpus.Target("linux", "3.11") with { Groups = ["develop"] };
        Assert.Equal(["app", "lib", "odd", "pytest", "requests"], LockText.Selected(file, develop));
        Assert.Equal(
            ["app", "colorama", "lib", "requests"],
            LockText.Selected(file, LockCorpus.Target("windows", "3.11"))
        );
        Assert.Equal(
            LockSelectionProblemKind.PythonNotSupported,
            Assert.Single(file.Select(LockCorpus.Target("linux", "3.12")).Problems).Kind
        );
    }
}
