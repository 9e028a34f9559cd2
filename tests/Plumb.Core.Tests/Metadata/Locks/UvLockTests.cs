using Plumb.Metadata.Locks;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Locks;

public sealed class UvLockTests
{
    [Fact]
    public void What_a_uv_lock_says_of_sources_is_understood()
    {
        var file = LockText.Read(
            LockFormat.Uv,
            """
            version = 1
            [[package]]
            name = "a"
            version = "1"
            source = { git = "https://code.example/a.git?subdirectory=py&rev=main#0123abc" }
            [[package]]
            name = "b"
            source = { editable = "libs/b" }
            [[package]]
            name = "c"
            version = "1"
            source = { url = "https://files.example/c-1-py3-none-any.whl" }
            wheels = [{ url = "https://files.example/c-1-py3-none-any.whl", hash = "sha256:1" }]
            [[package]]
            name = "d"
            version = "1"
            source = { carrier-pigeon = "x" }
            """,
            problems: 1
        );
        Assert.Equal(
            [
                new LockedSource(LockedSourceKind.Vcs, "https://code.example/a.git", "0123abc", "py"),
                new LockedSource(LockedSourceKind.Directory, "libs/b", IsEditable: true),
                new LockedSource(LockedSourceKind.Url, "https://files.example/c-1-py3-none-any.whl"),
                new LockedSource(LockedSourceKind.Unknown),
            ],
            file.Packages.Select(p => p.Source)
        );
        Assert.Equal("lock:14:1", file.Packages[3].Location.ToString());
    }
}
