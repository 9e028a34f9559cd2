using System.Text;
using Plumb.Environments;
using Plumb.Files;
using Xunit;

namespace Plumb.Core.Tests.Corpus;

public sealed class SkeletonStoreTests(SkeletonStore skeletons)
{
    [Fact]
    public void An_environment_lies_in_one_root_with_its_interpreter_and_libraries()
    {
        var tree = skeletons.Shared("d-control");

        Assert.Equal("/usr/app/venv", tree.Prefix);
        Assert.True(tree.World.IsFile("/usr/app/venv/pyvenv.cfg"));
        Assert.True(tree.World.IsFile("/usr/app/venv/bin/python"));
        Assert.Equal("/usr/local/bin/python3.11", tree.World.RealPath("/usr/app/venv/bin/python3"));
        Assert.True(tree.World.IsFile("/lib64/ld-linux-x86-64.so.2"));
    }

    [Fact]
    public void Sizes_are_true_and_unknown_sources_hold_comments()
    {
        var tree = skeletons.Shared("d-control");
        const string source = "/usr/app/venv/lib/python3.11/site-packages/PIL/BmpImagePlugin.py";

        var bytes = tree.World.Read(source, 1 << 20).Bytes!;

        Assert.Equal(19855, bytes.Length);
        Assert.All(
            Encoding.ASCII.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.StartsWith("#", line, StringComparison.Ordinal)
        );
        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.Contains(source, tree.Holes);
    }

    [Fact]
    public void Libraries_begin_as_they_did_or_with_a_mark_but_never_with_zeros()
    {
        var tree = skeletons.Shared("d-control");
        const string folder = "/usr/app/venv/lib/python3.11/site-packages/numpy/_core";

        var head = tree.World.Read(folder + "/_multiarray_umath.cpython-311-x86_64-linux-gnu.so", 1 << 30).Bytes!;

        Assert.Equal("\u007fELF", Encoding.ASCII.GetString(head, 0, 4));
        Assert.All(
            LibrariesBelow(tree.Folder + "/usr/app"),
            file =>
            {
                using var stream = File.OpenRead(file);
                Assert.NotEqual(0, stream.ReadByte());
            }
        );
    }

    private static IEnumerable<string> LibrariesBelow(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => NativeFileName.IsLibrary(Path.GetFileName(f)));

    [Fact]
    public void A_tree_of_its_own_is_gone_after_its_use()
    {
        var tree = skeletons.Own("d-wrong-python", alone: true);
        Assert.True(Directory.Exists(tree.Folder));
        Assert.False(tree.World.IsDirectory("/usr/local"));

        tree.Dispose();

        Assert.False(Directory.Exists(tree.Folder));
    }

    /// <summary>One of each kind: the rest is looked at by those who judge environments.</summary>
    public static TheoryData<string> Ids =>
        [
            .. SkeletonLibrary
                .Environments.GroupBy(id => SkeletonLibrary.Kinds[id], StringComparer.Ordinal)
                .Select(kind => kind.First()),
        ];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_entry_of_a_skeleton_is_on_disk_with_its_size(string id)
    {
        using var tree = skeletons.Own(id, alone: true);
        foreach (var line in SkeletonReader.Lines(SkeletonLibrary.PathOf(id)).Skip(1))
        {
            var entry = SkeletonReader.ParseEntry(line);
            var path = tree.Header.RootOf(entry.Root) + "/" + entry.Path;

            Assert.True(tree.World.TryLinkStat(path, out var status), path);
            Assert.Equal(
                (
                    entry.Link is null
                        ? entry.IsFolder
                            ? FileKind.Directory
                            : FileKind.File
                        : FileKind.Link,
                    entry.Size
                ),
                (status.Kind, status.Size)
            );
            Assert.Equal(entry.Link, tree.World.ReadLink(path));
        }
    }
}
