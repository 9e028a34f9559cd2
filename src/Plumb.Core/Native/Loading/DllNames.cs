using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Formats.Pe;

namespace Plumb.Native.Loading;

/// <summary>
/// Functions that a file takes by name from a library of the environment which does not export them: Windows does not load the file then
/// ("The specified procedure could not be found"). Libraries of Windows are not asked. Safe for several threads.
/// </summary>
/// <param name="world">The files.</param>
/// <param name="libraries">Every library of the environment.</param>
public sealed class DllNames(FileWorld world, ImmutableArray<string> libraries)
{
    private readonly HashSet<string> _own = new(libraries, StringComparer.Ordinal);
    private readonly ILookup<string, string> _byName = libraries.ToLookup(
        WorldPath.Name,
        StringComparer.OrdinalIgnoreCase
    );
    private readonly ConcurrentDictionary<
        (string File, string Library, bool IsDelayed),
        ImmutableArray<string>
    > _lacking = new();

    /// <summary>What is lacking in the members of a closure, one row for each that lacks some.</summary>
    public ImmutableArray<UndefinedIn> Find(LibraryClosure closure)
    {
        var all = ImmutableArray.CreateBuilder<UndefinedIn>();
        for (var member = 0; member < closure.Members.Length; member++)
        {
            var library = closure.Members[member].Library;
            if (!_own.Contains(library.Path))
            {
                continue;
            }

            var lacking = closure
                .Members.Skip(1)
                .Where(m => _own.Contains(m.Library.Path) && library.Needed.Contains(m.Name, StringComparer.Ordinal))
                .SelectMany(m => Lacking(library.Path, m.Library.Path, isDelayed: false));
            Add(lacking, isDelayed: false);
            Add(Delayed(library), isDelayed: true);

            void Add(IEnumerable<string> names, bool isDelayed)
            {
                ImmutableArray<string> found = [.. names.Distinct(StringComparer.Ordinal)];
                if (!found.IsEmpty)
                {
                    ImmutableArray<string> examples = [.. found.Take(UndefinedSymbols.MostExamples)];
                    all.Add(new UndefinedIn(member, found.Length, examples) { IsDelayed = isDelayed });
                }
            }
        }

        return all.ToImmutable();
    }

    // Which file a delayed import finds is known where the environment has one of that name only.
    private IEnumerable<string> Delayed(LoadableLibrary library) =>
        library
            .Delayed.Select(name => _byName[name].ToList())
            .Where(paths => paths.Count == 1)
            .SelectMany(paths => Lacking(library.Path, paths[0], isDelayed: true));

    private ImmutableArray<string> Lacking(string file, string library, bool isDelayed) =>
        _lacking.GetOrAdd((file, library, isDelayed), Read);

    private ImmutableArray<string> Read((string File, string Library, bool IsDelayed) key)
    {
        using var one = world.Open(key.File, out _);
        using var other = world.Open(key.Library, out _);
        if (
            one is null
            || other is null
            || !PeImage.TryOpen(one, out var image, out _)
            || !PeImage.TryOpen(other, out var library, out _)
            || library.ClaimedLength > other.Length
            || library.Machine != image.Machine
            || library.ExportCount == 0
        )
        {
            return [];
        }

        var name = WorldPath.Name(key.Library);
        return
        [
            .. (key.IsDelayed ? image.DelayImportedNames : image.ImportedNames)
                .Where(i => string.Equals(i.Library, name, StringComparison.OrdinalIgnoreCase))
                .SelectMany(i => i.Names)
                .Where(n => !library.Exports(n)),
        ];
    }
}
