using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Plumb.Files;
using Plumb.Formats.Pe;

namespace Plumb.Native.Loading;

/// <summary>
/// Functions that a file takes by name from a library of the environment which does not export them: Windows does not load the file then
/// ("The specified procedure could not be found"). Libraries of Windows are not asked, nor those of which another copy may be loaded.
/// Safe for several threads.
/// </summary>
public sealed class DllNames(FileWorld world, DllSearch search)
{
    private readonly ConcurrentDictionary<string, bool> _isUnknown = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<
        (string File, string Library, bool IsDelayed),
        (int Count, ImmutableArray<string> Examples)
    > _lacking = new();

    /// <summary>What is lacking in the members of a closure, one row for each that lacks some.</summary>
    /// <param name="closure">What is loaded together.</param>
    /// <param name="isWhole">False where a member asks for more names than any real file does, and was passed over.</param>
    public ImmutableArray<UndefinedIn> Find(LibraryClosure closure, out bool isWhole)
    {
        isWhole = true;
        var all = ImmutableArray.CreateBuilder<UndefinedIn>();
        for (var member = 0; member < closure.Members.Length; member++)
        {
            var library = closure.Members[member].Library;
            if (!search.IsOwn(library.Path))
            {
                continue;
            }

            if (_isUnknown.GetOrAdd(library.Path, AsksForTooMuch))
            {
                isWhole = false;
                continue;
            }

            Add(all, member, library.Path, isDelayed: false, Loaded(closure, library));
            Add(all, member, library.Path, isDelayed: true, library.Delayed.Select(search.Only).OfType<string>());
        }

        return all.ToImmutable();
    }

    private IEnumerable<string> Loaded(LibraryClosure closure, LoadableLibrary library) =>
        closure
            .Members.Skip(1)
            .Where(m =>
                search.IsOwn(m.Library.Path)
                && library.Needed.Contains(m.Name, StringComparer.Ordinal)
                && (m.By == FoundBy.Path || search.Only(m.Name) is not null)
            )
            .Select(m => m.Library.Path);

    private void Add(
        ImmutableArray<UndefinedIn>.Builder all,
        int member,
        string file,
        bool isDelayed,
        IEnumerable<string> libraries
    )
    {
        var lacking = libraries.Select(l => _lacking.GetOrAdd((file, l, isDelayed), Read)).ToList();
        if (lacking.Sum(l => l.Count) is > 0 and var count)
        {
            var examples = lacking.SelectMany(l => l.Examples).Take(UndefinedSymbols.MostExamples);
            all.Add(new UndefinedIn(member, count, [.. examples]) { IsDelayed = isDelayed });
        }
    }

    private bool AsksForTooMuch(string path)
    {
        using var reader = world.Open(path, out _);
        return reader is not null
            && PeImage.TryOpen(reader, out var image, out _)
            && !(image.TryVisitImportedNames(null, _ => { }) && image.TryVisitDelayedNames(null, _ => { }));
    }

    private (int, ImmutableArray<string>) Read((string File, string Library, bool IsDelayed) key)
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
            return (0, []);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        void Ask(ReadOnlySpan<byte> name)
        {
            if (!library.Exports(name))
            {
                names.Add(Encoding.UTF8.GetString(name));
            }
        }

        _ = key.IsDelayed
            ? image.TryVisitDelayedNames(WorldPath.Name(key.Library), Ask)
            : image.TryVisitImportedNames(WorldPath.Name(key.Library), Ask);
        return (names.Count, [.. names.Take(UndefinedSymbols.MostExamples)]);
    }
}
