using Plumb.Metadata.Locks;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Locks;

/// <summary>What poetry.lock says, in its old and its present form.</summary>
public sealed class PoetryLockTests
{
    internal const string Text = """
        [[package]]
        name = "colorama"
        version = "0.4.6"
        optional = false
        python-versions = ">=3.7"
        groups = ["main", "dev"]
        markers = {main = "platform_system == \"Windows\"", dev = "sys_platform == \"linux\""}
        files = [{file = "colorama-0.4.6-py2.py3-none-any.whl", hash = "sha256:1"}]

        [[package]]
        name = "PySocks"
        version = "1.7.1"
        optional = true
        python-versions = "*"
        groups = ["main"]
        markers = "extra == \"socks\""
        files = []

        [[package]]
        name = "lib"
        version = "1.0"
        optional = true
        python-versions = "^3.8"
        groups = ["main"]
        files = []
        develop = true
        [package.dependencies]
        numpy = [
            {version = ">=2", markers = "python_version >= \"3.10\""},
            {version = "<2", markers = "python_version < \"3.10\""},
        ]
        [package.source]
        type = "git"
        url = "https://code.example/lib.git"
        reference = "main"
        resolved_reference = "0123abc"

        [[package]]
        name = "numpy"
        version = "2.0"
        optional = true
        python-versions = ">=3.10"
        groups = ["main"]
        files = []

        [extras]
        socks = ["PySocks"]
        fast = ["lib"]

        [metadata]
        lock-version = "2.1"
        python-versions = ">=3.9"
        content-hash = "abc"
        """;

    [Fact]
    public void A_poetry_lock_is_selected_by_groups_markers_and_extras()
    {
        var file = LockText.Read(LockFormat.Poetry, Text);
        Assert.Equal(["fast", "socks"], file.Extras);
        var linux = LockCorpus.Target("linux", "3.12");
        Assert.Equal(["colorama"], LockText.Selected(file, linux));
        Assert.Equal([], LockText.Selected(file, linux with { WithoutGroups = ["dev"] }));
        Assert.Equal(["colorama", "pysocks"], LockText.Selected(file, linux with { Extras = ["Socks"] }));
        Assert.Equal(["colorama", "lib", "numpy"], LockText.Selected(file, linux with { Extras = ["fast"] }));
        Assert.Equal(
            new LockedSource(LockedSourceKind.Vcs, "https://code.example/lib.git", "0123abc", IsEditable: true),
            file.Packages[2].Source
        );
        Assert.Equal([">=2", "<2"], file.Packages[2].Dependencies.Select(d => d.Constraint));
    }

    [Fact]
    public void An_old_poetry_lock_keeps_its_files_apart()
    {
        var file = LockText.Read(
            LockFormat.Poetry,
            """
            [[package]]
            name = "six"
            version = "1.16.0"
            category = "dev"
            optional = false
            python-versions = ">=2.7"

            [metadata]
            lock-version = "1.1"

            [metadata.files]
            six = [{file = "six-1.16.0-py2.py3-none-any.whl", hash = "sha256:1"}]
            """
        );
        Assert.Equal("six-1.16.0-py2.py3-none-any.whl", Assert.Single(file.Packages[0].Files).Name);
        Assert.Equal(["dev"], file.Groups);
    }
}
