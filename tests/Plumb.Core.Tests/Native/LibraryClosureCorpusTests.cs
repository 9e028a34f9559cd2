using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Native.Loading;
using Xunit;

namespace Plumb.Core.Tests.Native;

/// <summary>The oracle: what <c>ld.so</c> said when it was started on each native file of recorded environments alone.</summary>
public sealed class LibraryClosureCorpusTests(SkeletonStore skeletons)
{
    private static readonly ElfKind _x64 = new(62, true, true);
    private static readonly LoadableLibrary _program = new() { Path = "/usr/bin/python3", Kind = _x64 };

    public static TheoryData<string> Environments => [.. SkeletonLibrary.Environments];

    [Theory]
    [MemberData(nameof(Environments))]
    public void Missing_libraries_and_symbols_are_those_that_the_loader_names(string id)
    {
        using var tree = skeletons.Own(id);
        using var truth = tree.ReadTruth();
        // Trees that the repository carries hold only the beginning of each library: LoaderOracleTests ask a loader there.
        if (SkeletonLibrary.SharedFolder is null || truth?.RootElement.TryGetProperty("elf", out var elf) != true)
        {
            return;
        }

        var store = new ElfLibraryStore(tree.World);
        var search = new LibrarySearch(store, LoaderProbe.Read(tree.World, tree.Variables, _program), _x64);
        var builder = new ClosureBuilder(search, PreloadableLibraries.None);
        using var images = new OpenImages(tree.World);
        var symbols = new UndefinedSymbols(images, Interpreter(tree, search), search.Loader);
        var wrong = new List<string>();
        var seen = 0;
        var rooted = tree.Header.Roots.SelectMany(root =>
            NativeFiles(tree.World, root.Value)
                .Select(path => (path, Path.GetRelativePath(tree.Header.Roots[0].Value, path)))
        );
        foreach (var (path, relative) in rooted)
        {
            if (store.Read(path) is not { } library)
            {
                continue;
            }

            seen++;
            var closure = builder.Build(library);
            var said = elf.GetProperty("ld_so").TryGetProperty(relative, out var row) ? row : default;
            Compare(path, "missing", Strings(said, "missing"), closure.Missing.Select(m => m.Name), wrong);
            // Where libraries are missing the loader tells the symbols of those relocations that it comes to: the libraries are the cause.
            if (!closure.Missing.IsEmpty)
            {
                continue;
            }

            var undefined = symbols
                .Find(
                    closure,
                    m => !closure.Members[m].Library.Path.StartsWith("/usr/lib", StringComparison.Ordinal),
                    out var isWhole
                )
                .Select(u => $"{closure.Members[u.Member].Library.Path} {u.Count}");
            Compare(path, "undefined", Counts(said), undefined, wrong);
            Assert.True(isWhole && !closure.IsCut, path);
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(20)));
        var files = elf.GetProperty("files").GetInt32();
        Assert.InRange(seen, files * 9 / 10, files);
    }

    private static LibraryClosure? Interpreter(SkeletonTree tree, LibrarySearch search) =>
        InstallationProbe.Probe(tree.World, tree.Variables, tree.Header.Roots[0].Value)
            is InstallationFound { Installation.Executable: { } executable }
            ? InterpreterLibraries.Of(search, executable)
            : null;

    private static void Compare(
        string path,
        string what,
        IEnumerable<string> expected,
        IEnumerable<string> found,
        List<string> wrong
    )
    {
        var (left, right) = (
            expected.Order(StringComparer.Ordinal).ToList(),
            found.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList()
        );
        if (!left.SequenceEqual(right, StringComparer.Ordinal))
        {
            wrong.Add(
                $"{path} {what}: the loader says [{string.Join(", ", left)}], found [{string.Join(", ", right)}]"
            );
        }
    }

    private static IEnumerable<string> Strings(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var list)
            ? list.EnumerateArray().Select(e => e.GetString()!)
            : [];

    private static IEnumerable<string> Counts(JsonElement row) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty("undefined", out var table)
            ? table
                .EnumerateObject()
                .Select(p => $"{WorldPath.Normalize(p.Name)} {p.Value.GetProperty("count").GetInt32()}")
            : [];

    private static IEnumerable<string> NativeFiles(FileWorld world, string folder)
    {
        foreach (var (name, isFolder) in world.ListNames(folder))
        {
            var path = WorldPath.Join(folder, name);
            if (world.ReadLink(path) is not null)
            {
                continue;
            }

            if (isFolder)
            {
                foreach (var below in NativeFiles(world, path))
                {
                    yield return below;
                }
            }
            else if (name.EndsWith(".so", StringComparison.Ordinal) || name.Contains(".so.", StringComparison.Ordinal))
            {
                yield return path;
            }
        }
    }
}
