using System.Text;
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
