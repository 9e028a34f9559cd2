using Plumb.Core.Tests.Files;
using Plumb.Core.Tests.Formats;
using Plumb.Machine;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Machine;

public sealed class LibcProbeTests : IDisposable
{
    private const string Loader = "/lib64/ld-linux-x86-64.so.2";
    private readonly TestWorld _made = new();

    [Fact]
    public void The_banner_of_glibc_tells_its_release()
    {
        _made.File("/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2", new ElfFixture().Build());
        _made.Link(Loader, "/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2");
        var library = new ElfFixture
        {
            Versions = ["libc.so.6", "GLIBC_2.2.5", "GLIBC_2.39"],
            Text = "GNU C Library (Ubuntu GLIBC 2.41-6ubuntu1) stable release version 2.41.\nCopyright",
        };
        _made.File("/usr/lib/x86_64-linux-gnu/libc.so.6", library.Build());

        Assert.Equal(
            new Libc(LibcKind.Glibc, 2, 41, "/usr/lib/x86_64-linux-gnu/libc.so.6"),
            LibcProbe.Read(_made.World, Loader)
        );
        Assert.Equal(Loader, LibcProbe.FindLoader(_made.World));
    }

    [Fact]
    public void Without_its_banner_the_newest_symbol_version_counts()
    {
        var library = new ElfFixture
        {
            Versions = ["libc.so.6", "GLIBC_2.2.5", "GLIBC_2.36", "GLIBC_2.9", "GLIBC_PRIVATE"],
        };
        _made.File(Loader, "").File("/lib64/libc.so.6", library.Build());

        Assert.Equal(new Libc(LibcKind.Glibc, 2, 36, "/lib64/libc.so.6"), LibcProbe.Read(_made.World, Loader));
    }

    [Fact]
    public void A_loader_without_its_library_tells_the_kind_only()
    {
        _made.File(Loader, "");

        Assert.Equal(new Libc(LibcKind.Glibc, 0, 0, "/lib64/libc.so.6"), LibcProbe.Read(_made.World, Loader));
    }

    [Fact]
    public void Musl_is_its_own_loader()
    {
        var library = new ElfFixture { Text = "1.\01.2.3.4.5.6\0/proc/self/fd/\01.2.5\0Unsupported" };
        _made.File("/lib/ld-musl-x86_64.so.1", library.Build());

        Assert.Equal(
            new Libc(LibcKind.Musl, 1, 2, "/lib/ld-musl-x86_64.so.1"),
            LibcProbe.Read(_made.World, "/lib/ld-musl-x86_64.so.1")
        );
    }

    [Fact]
    public void A_world_without_a_loader_has_no_C_library()
    {
        Assert.Null(LibcProbe.FindLoader(_made.World));
        Assert.Null(LibcProbe.Read(_made.World, "/opt/strange-loader"));
    }

    public void Dispose() => _made.Dispose();
}
