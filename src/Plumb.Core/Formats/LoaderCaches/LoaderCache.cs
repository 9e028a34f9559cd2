using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Files;
using Plumb.Text;

namespace Plumb.Formats.LoaderCaches;

/// <summary>
/// <c>/etc/ld.so.cache</c>: which library of a name lies where, as <c>ldconfig</c> found it. The form of glibc 2.2 and later
/// (<c>glibc-ld.so.cache1.1</c>), the older one (<c>ld.so-1.7.0</c>), and a file that holds both.
/// </summary>
public sealed class LoaderCache
{
    private const long MostBytes = 32 << 20;
    private readonly ILookup<string, LoaderCacheEntry> _byName;

    internal LoaderCache(ImmutableArray<LoaderCacheEntry> entries)
    {
        Entries = entries;
        _byName = entries.ToLookup(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>In file order.</summary>
    public ImmutableArray<LoaderCacheEntry> Entries { get; }

    /// <summary>
    /// The entries of a name for that kind of library, in file order: those in <c>glibc-hwcaps</c> folders (the loader takes the one for
    /// the newest processor that runs here), then the plain one.
    /// </summary>
    public ImmutableArray<LoaderCacheEntry> Find(string name, int flags) =>
        [.. _byName[name].Where(entry => entry.Flags == flags)];

    /// <summary>
    /// The flags that libraries of a processor carry (glibc, <c>ldconfig</c>'s "required flags": 3 is an ELF library for libc 6).
    /// </summary>
    /// <param name="machine">e_machine.</param>
    /// <param name="is64Bit">False for 32-bit libraries, among them those of x32.</param>
    /// <returns>3, which 32-bit x86 uses, where nothing else is known.</returns>
    public static int FlagsOf(ushort machine, bool is64Bit) =>
        (machine, is64Bit) switch
        {
            (62, true) => 0x303,
            (62, false) => 0x803,
            (183, true) => 0xA03,
            (40, false) => 0x903,
            (22, true) => 0x403,
            (21, true) => 0x503,
            (243, true) => 0x1003,
            (258, true) => 0x1203,
            _ => 3,
        };

    /// <summary>Reads the cache; the byte order is the one that makes its count fit the file.</summary>
    public static bool TryRead(
        FileReader reader,
        [NotNullWhen(true)] out LoaderCache? cache,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        cache = null;
        if (reader.Length > MostBytes)
        {
            error = new FormatError("The loader's cache is larger than any real one.");
            return false;
        }

        var bytes = new byte[reader.Length];
        if (!LoaderCacheReader.TryRead(bytes.AsSpan(0, reader.ReadAt(0, bytes)), out var entries, out error))
        {
            return false;
        }

        cache = new LoaderCache(entries);
        return true;
    }
}
