using System.Diagnostics;
using System.Text;
using Plumb.Files;
using Xunit;

namespace Plumb.Core.Tests.Files;

public sealed class FileWorldTests : IDisposable
{
    private readonly TestWorld _made = new();

    private FileWorld World => _made.World;

    [Fact]
    public void An_absolute_link_stays_inside_the_root()
    {
        _made.File("/usr/lib/real.txt", "inside").Link("/app/link.txt", "/usr/lib/real.txt");

        Assert.Equal("inside", Text("/app/link.txt"));
        Assert.Equal("/usr/lib/real.txt", World.RealPath("/app/link.txt"));
        Assert.Equal("/usr/lib/real.txt", World.ReadLink("/app/link.txt"));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(5000, 5000)]
    [InlineData(100_000, 10_000)]
    public void A_file_of_unknown_size_is_read_up_to_a_bound(int most, int read)
    {
        _made.File("/file", new byte[10_000]);

        Assert.Equal(read, World.ReadUnsized("/file", most).Bytes?.Length);
        Assert.Equal(FileFailure.NotFound, World.ReadUnsized("/none", most).Failure);
    }

    [Fact]
    public void Files_of_the_kernel_are_read_though_they_state_no_size()
    {
        if (OperatingSystem.IsLinux())
        {
            var read = new FileWorld().ReadUnsized("/proc/self/status", 1 << 16);
            Assert.Contains("\nPid:", Encoding.UTF8.GetString(read.Bytes!), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Dots_never_leave_the_root()
    {
        _made.File("/etc/passwd", "inside").Link("/app/out", "../../../../../../etc/passwd");

        Assert.Equal("inside", Text("/app/out"));
        Assert.Equal("inside", Text("/../../etc/passwd"));
    }

    [Fact]
    public void Dots_after_a_link_are_meant_from_where_it_leads()
    {
        _made.File("/a/b/file", "right").File("/file", "wrong").Link("/link", "/a/b/c").Directory_("/a/b/c");
        _made.Link("/seen", "link/../file");

        Assert.Equal("right", Text("/seen"));
    }

    [Fact]
    public void Links_to_folders_on_the_way_are_followed()
    {
        _made.File("/usr/lib64/x.so", "x").Link("/lib64", "usr/lib64").Link("/app/lib", "/lib64");

        Assert.Equal("/usr/lib64/x.so", World.RealPath("/app/lib/x.so"));
        Assert.True(World.IsFile("/app/lib/x.so"));
        Assert.True(World.IsDirectory("/app/lib"));
    }

    [Fact]
    public void A_circle_of_links_is_said_to_be_one()
    {
        _made.Link("/a", "b").Link("/b", "a").Link("/self/x", "x");

        Assert.Null(World.Open("/a", out var failure));
        Assert.Equal(FileFailure.LinkLoop, failure);
        Assert.Equal(FileFailure.LinkLoop, World.List("/a/below").Failure);
        Assert.False(World.TryStat("/self/x", out _));
        Assert.True(World.TryLinkStat("/self/x", out var status));
        Assert.Equal(FileKind.Link, status.Kind);
        Assert.Equal(FileFailure.LinkLoop, new FileWorld().Read(_made.Folder + "/a", 10).Failure);
    }

    [Fact]
    public void A_chain_of_more_than_forty_links_is_given_up_as_the_kernel_does()
    {
        _made.File("/0", "end");
        for (var i = 1; i <= 41; i++)
        {
            _made.Link($"/{i}", $"{i - 1}");
        }

        Assert.Equal("end", Text("/40"));
        Assert.Equal(FileFailure.LinkLoop, World.Read("/41", 10).Failure);
    }

    [Fact]
    public void A_dangling_link_is_there_but_leads_nowhere()
    {
        _made.Link("/bin/python", "/opt/gone/python");

        Assert.False(World.TryStat("/bin/python", out _));
        Assert.True(World.TryLinkStat("/bin/python", out _));
        Assert.Equal("/opt/gone/python", World.ReadLink("/bin/python"));
        Assert.Equal(FileFailure.NotFound, World.Read("/bin/python", 10).Failure);
    }

    [Fact]
    public void A_pipe_is_never_opened()
    {
        using var made = Process.Start("mkfifo", [_made.Folder + "/pipe"]);
        made.WaitForExit();

        Assert.Equal(FileFailure.NotAFile, World.Read("/pipe", 10).Failure);
        Assert.Equal(FileKind.Other, Assert.Single(World.List("/").Entries).Kind);
    }

    [Fact]
    public void A_folder_is_no_file_and_a_file_no_folder()
    {
        _made.File("/folder/file", "x");

        Assert.Equal(FileFailure.NotAFile, World.Read("/folder", 10).Failure);
        Assert.Equal(FileFailure.NotFound, World.Read("/folder/file/below", 10).Failure);
        Assert.Equal(FileFailure.NotFound, World.List("/folder/file").Failure);
        Assert.Equal(FileFailure.NotFound, World.List("/nothing").Failure);
    }

    [Fact]
    public void A_list_is_in_ordinal_order_with_kinds_and_sizes()
    {
        _made
            .File("/d/b", "12")
            .File("/d/B", "123")
            .Directory_("/d/a")
            .Link("/d/c", "b")
            .File("/d/é", "")
            .File("/d/.hidden", "1");

        var listing = World.List("/d");

        Assert.Equal(FileFailure.None, listing.Failure);
        Assert.Equal(
            [
                new DirectoryEntry(".hidden", FileKind.File, 1),
                new DirectoryEntry("B", FileKind.File, 3),
                new DirectoryEntry("a", FileKind.Directory, 0),
                new DirectoryEntry("b", FileKind.File, 2),
                new DirectoryEntry("c", FileKind.Link, 0),
                new DirectoryEntry("é", FileKind.File, 0),
            ],
            listing.Entries
        );
        Assert.True(listing.TryFind("B", out var found));
        Assert.Equal(3, found.Size);
        Assert.False(listing.TryFind("A", out _));
    }

    [Fact]
    public void Names_that_are_no_text_can_be_listed_and_opened()
    {
        // A shell can make names that .NET cannot: a lone byte 0xFF, a newline, an escape.
        var script =
            $"cd '{_made.Folder}' && printf one > \"$(printf 'bad\\377name')\" && printf two > \"$(printf 'new\\nline\\033[31m')\"";
        using var made = Process.Start("sh", ["-c", script]);
        made.WaitForExit();

        var names = World.List("/").Entries.Select(entry => entry.Name).ToArray();

        Assert.Equal(["bad\uDCFFname", "new\nline\u001B[31m"], names);
        Assert.Equal("one", Text("/" + names[0]));
        Assert.Equal("two", Text("/" + names[1]));
        using var removed = Process.Start("sh", ["-c", $"rm '{_made.Folder}'/*"]);
        removed.WaitForExit();
    }

    [Fact]
    public void Only_as_much_is_read_as_is_asked_for()
    {
        _made.File("/file", "0123456789");

        Assert.Equal(FileFailure.TooLarge, World.Read("/file", 9).Failure);
        Assert.Equal("0123456789", Text("/file"));
        Assert.Equal("012", Encoding.UTF8.GetString(World.ReadHead("/file", 3).Bytes!));
        Assert.Empty(World.ReadHead("/file", 0).Bytes!);
        using var reader = World.Open("/file", out _);
        Span<byte> buffer = stackalloc byte[4];
        Assert.Equal(2, reader!.ReadAt(8, buffer));
        Assert.Equal("89", Encoding.UTF8.GetString(buffer[..2]));
        Assert.Equal(0, reader.ReadAt(-1, buffer));
        Assert.Equal(0, reader.ReadAt(long.MaxValue, buffer));
    }

    [Fact]
    public void A_file_of_many_gigabytes_is_too_large_to_read_whole_but_read_by_position()
    {
        using (var file = File.OpenHandle(_made.Folder + "/huge", FileMode.CreateNew, FileAccess.ReadWrite))
        {
            RandomAccess.SetLength(file, 5L << 30);
        }

        Assert.Equal(FileFailure.TooLarge, World.Read("/huge", int.MaxValue).Failure);
        Assert.True(World.TryStat("/huge", out var status));
        Assert.Equal(5L << 30, status.Size);
        Assert.Equal(16, World.ReadHead("/huge", 16).Bytes!.Length);
    }

    [Fact]
    public void A_file_that_grows_says_that_it_changed()
    {
        _made.File("/file", "short");
        using var reader = World.Open("/file", out _);
        Assert.False(reader!.HasChanged);

        File.AppendAllText(_made.Folder + "/file", " and longer");

        Assert.True(reader.HasChanged);
        Assert.Equal(5, reader.Length);
    }

    [Theory]
    [InlineData("/nul\0byte")]
    [InlineData("/")]
    [InlineData("//usr//lib/")]
    [InlineData("/..")]
    [InlineData("relative/path")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("C:")]
    [InlineData("/unpaired\uD800surrogate")]
    public void Odd_paths_are_only_missing(string path)
    {
        Assert.False(World.IsFile(path));
        Assert.NotEqual(FileFailure.None, World.Read(path, 10).Failure);
    }

    [Fact]
    public void A_path_of_many_thousand_segments_is_only_missing()
    {
        var path = string.Concat(Enumerable.Repeat("/deep", 50_000));

        Assert.Equal(FileFailure.NotFound, World.Read(path, 10).Failure);
        Assert.Equal(FileFailure.NotFound, World.List(path).Failure);
    }

    [Fact]
    public void Hard_links_share_their_identity()
    {
        _made.File("/store/file", "x").File("/other", "x").Directory_("/venv");
        using var made = Process.Start("ln", [_made.Folder + "/store/file", _made.Folder + "/venv/file"]);
        made.WaitForExit();

        Assert.True(World.TryIdentify("/store/file", out var one));
        Assert.True(World.TryIdentify("/venv/file", out var two));
        Assert.True(World.TryIdentify("/other", out var other));
        Assert.Equal(one, two);
        Assert.Equal(2u, one.Links);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void Paths_of_a_Windows_disk_lie_below_the_root_or_in_a_folder_for_the_drive()
    {
        _made.File("/Python311/python.exe", "whole disk");
        Assert.Equal("whole disk", Text("C:\\Python311\\python.exe"));

        _made.File("/D/app/file", "drive");
        Assert.Equal("drive", Text("D:/app/file"));
    }

    [Fact]
    public void Names_are_told_with_folders_behind_links()
    {
        _made.Directory_("/d/real").Link("/d/link", "real").Link("/d/gone", "nothing").File("/d/file");

        Assert.Equal(
            [("file", false), ("gone", false), ("link", true), ("real", true)],
            World.ListNames("/d").Order().ToArray()
        );
    }

    public void Dispose() => _made.Dispose();

    private string Text(string path) => Encoding.UTF8.GetString(World.Read(path, 100).Bytes ?? []);
}
