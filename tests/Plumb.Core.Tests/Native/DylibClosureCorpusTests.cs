using Plumb.Core.Tests.Corpus;
using Plumb.Files;
using Plumb.Formats.MachO;
using Plumb.Native.Loading;
using Xunit;

namespace Plumb.Core.Tests.Native;

/// <summary>Extension modules of real wheels for macOS: their makers have put beside them what they need.</summary>
public sealed class DylibClosureCorpusTests(SkeletonStore skeletons)
{
    [Theory]
    [InlineData("f-mac-arm64-cp311-core", 150)]
    [InlineData("f-mac-arm64-cp311-torch", 20)]
    public void What_the_wheels_of_macOS_need_is_found_in_them(string id, int atLeast)
    {
        if (!SkeletonLibrary.Environments.Contains(id, StringComparer.Ordinal))
        {
            // The tree lies in the shared folder only.
            return;
        }

        var tree = skeletons.Shared(id);
        var libraries = Files(tree.World, tree.Prefix)
            .Where(f => f.EndsWith(".so", StringComparison.Ordinal) || f.EndsWith(".dylib", StringComparison.Ordinal))
            .ToList();
        var store = new DylibStore(tree.World, MachOImage.Arm64);
        var search = new DylibSearch(store, null, WorldVariables.None, [.. libraries]);
        var builder = new DylibClosureBuilder(store, search);

        var closures = libraries.Select(builder.Build).OfType<LibraryClosure>().ToList();

        Assert.InRange(closures.Count, atLeast, 1000);
        var missing = closures
            .SelectMany(c => c.Missing.Select(m => $"{c.Members[m.Requester].Library.Path} needs {m.Name}"))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing.Take(20)));
        Assert.Contains(closures, c => c.Members.Length > 2);
        Assert.DoesNotContain(closures, c => c.IsCut);
    }

    private static IEnumerable<string> Files(FileWorld world, string folder) =>
        world
            .ListNames(folder)
            .SelectMany(e =>
                e.IsFolder ? Files(world, WorldPath.Join(folder, e.Name)) : [WorldPath.Join(folder, e.Name)]
            );
}
