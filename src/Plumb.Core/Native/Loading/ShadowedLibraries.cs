using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Formats.Elf;

namespace Plumb.Native.Loading;

/// <summary>Compares what is loaded under LD_LIBRARY_PATH with what would be loaded without it.</summary>
public static class ShadowedLibraries
{
    private const int Piece = 64 * 1024;
    private const int MostPieces = 512;

    /// <summary>The libraries that the variable replaces by a file of other content.</summary>
    /// <param name="world">The files.</param>
    /// <param name="under">The closure under the variable.</param>
    /// <param name="without">That of the same file without it.</param>
    public static ImmutableArray<ShadowedLibrary> Of(FileWorld world, LibraryClosure under, LibraryClosure without)
    {
        var hidden = without
            .Members.Where(m => m.By is FoundBy.RPath or FoundBy.RunPath or FoundBy.Cache or FoundBy.DefaultFolder)
            .DistinctBy(m => m.Name, StringComparer.Ordinal)
            .ToDictionary(m => m.Name, m => m.Library, StringComparer.Ordinal);
        var all = ImmutableArray.CreateBuilder<ShadowedLibrary>();
        for (var at = 0; at < under.Members.Length; at++)
        {
            var member = under.Members[at];
            if (
                member.By == FoundBy.LibraryPath
                && hidden.TryGetValue(member.Name, out var other)
                && other.Path != member.Library.Path
                && !IsSame(world, member.Library, other)
            )
            {
                var lacked = under
                    .MissingVersions.Where(v => v.Provider == at && other.DefinedVersions.Contains(v.Version))
                    .Select(v => v.Version)
                    .Distinct(StringComparer.Ordinal);
                all.Add(new ShadowedLibrary(member.Name, member.Library, other, [.. lacked]));
            }
        }

        return all.ToImmutable();
    }

    // Equal build ids are equal links of equal objects (ld(1), --build-id); files without one are compared, large ones in samples.
    private static bool IsSame(FileWorld world, LoadableLibrary one, LoadableLibrary other)
    {
        if (one.Length != other.Length)
        {
            return false;
        }

        using var left = world.Open(one.Path, out _);
        using var right = world.Open(other.Path, out _);
        if (left is null || right is null)
        {
            return false;
        }

        return BuildId(left) is { IsEmpty: false } id
            ? id.AsSpan().SequenceEqual(BuildId(right).AsSpan())
            : HasSameBytes(left, right);
    }

    private static ImmutableArray<byte> BuildId(FileReader reader) =>
        ElfImage.TryOpen(reader, out var image, out _)
            ? image.Notes.FirstOrDefault(n => n is { Owner: "GNU", Type: 3 })?.Description ?? []
            : [];

    private static bool HasSameBytes(FileReader left, FileReader right)
    {
        var step = Math.Max(Piece, left.Length / MostPieces);
        var (ours, theirs) = (new byte[Piece], new byte[Piece]);
        for (long at = 0; at < left.Length; at += step)
        {
            var count = left.ReadAt(at, ours);
            if (count != right.ReadAt(at, theirs) || !ours.AsSpan(0, count).SequenceEqual(theirs.AsSpan(0, count)))
            {
                return false;
            }
        }

        return true;
    }
}
