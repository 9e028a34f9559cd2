using System.Buffers;
using Plumb.Files;
using Plumb.Formats.Elf;
using Plumb.Python;

namespace Plumb.Machine;

/// <summary>The C library of the inspected world, read from its files.</summary>
/// <param name="Kind">glibc or musl.</param>
/// <param name="Major">Major version; 0 when it could not be read.</param>
/// <param name="Minor">Minor version.</param>
/// <param name="File">Where it lies.</param>
public sealed record Libc(LibcKind Kind, int Major, int Minor, string File);

/// <summary>
/// Finds the C library that a program's loader belongs to. glibc says its release in a banner ("stable release version 2.36");
/// where that cannot be read the newest symbol version that it defines is a lower bound (not every release adds one).
/// musl is its own loader; its version is a string of its own in the file.
/// </summary>
public static class LibcProbe
{
    private const int ChunkSize = 1 << 16;
    private const int Overlap = 64;
    private const long MostSearched = 16 << 20;

    private static readonly SearchValues<byte> _versionBytes = SearchValues.Create("0123456789."u8);

    private static readonly string[] _loaders =
    [
        "/lib64/ld-linux-x86-64.so.2",
        "/lib/ld-linux-aarch64.so.1",
        "/lib/ld-musl-x86_64.so.1",
        "/lib/ld-musl-aarch64.so.1",
        "/lib/ld-linux-armhf.so.3",
        "/lib64/ld64.so.2",
        "/lib/ld64.so.1",
        "/lib/ld-linux-riscv64-lp64d.so.1",
        "/lib/ld-linux.so.2",
    ];

    /// <summary>The loader that programs of this world usually name; null when there is none (no Linux, or a bare folder).</summary>
    public static string? FindLoader(FileWorld world) => Array.Find(_loaders, world.IsFile);

    /// <summary>The library that belongs to a loader such as <c>/lib64/ld-linux-x86-64.so.2</c>; null when the loader is neither glibc's nor musl's.</summary>
    public static Libc? Read(FileWorld world, string loader)
    {
        var name = WorldPath.Name(loader);
        if (name.StartsWith("ld-musl-", StringComparison.Ordinal))
        {
            return ReadMusl(world, loader);
        }

        if (!name.StartsWith("ld", StringComparison.Ordinal))
        {
            return null;
        }

        var folder = world.RealPath(loader) is { } real ? WorldPath.Parent(real) : WorldPath.Parent(loader);
        return ReadGlibc(world, WorldPath.Join(folder, "libc.so.6"));
    }

    private static Libc ReadGlibc(FileWorld world, string path)
    {
        using var reader = world.Open(path, out _);
        if (reader is null)
        {
            return new Libc(LibcKind.Glibc, 0, 0, path);
        }

        var (major, minor) = ElfImage.TryOpen(reader, out var image, out _) ? ReadBanner(reader, image) : (0, 0);
        return new Libc(LibcKind.Glibc, major, minor, path);
    }

    private static (int Major, int Minor) ReadBanner(FileReader reader, ElfImage image)
    {
        var ranges = image.ConstantRanges;
        for (var i = ranges.Length - 1; i >= 0; i--)
        {
            if (FindVersion(reader, ranges[i], "stable release version "u8, 0, ParseDotted) is { Major: > 0 } version)
            {
                return version;
            }
        }

        return NewestVersion(image);
    }

    private static (int Major, int Minor) NewestVersion(ElfImage image)
    {
        var newest = (Major: 0, Minor: 0);
        foreach (var (name, _, _, _) in image.DefinedVersions)
        {
            if (name.StartsWith("GLIBC_", StringComparison.Ordinal))
            {
                var version = ParseDotted(System.Text.Encoding.ASCII.GetBytes(name[6..]));
                newest = version.CompareTo(newest) > 0 ? version : newest;
            }
        }

        return newest;
    }

    private static Libc ReadMusl(FileWorld world, string path)
    {
        using var reader = world.Open(path, out _);
        var (major, minor) = reader is null
            ? (0, 0)
            : FindVersion(reader, (0, reader.Length), "\u00001."u8, 1, ParseMusl);
        return new Libc(LibcKind.Musl, major, minor, path);
    }

    // Chunks overlap by what a needle and a version need, so that none is cut in two.
    private static (int Major, int Minor) FindVersion(
        FileReader reader,
        (long Offset, long Length) range,
        ReadOnlySpan<byte> needle,
        int skip,
        VersionParser parse
    )
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            var end = range.Offset + Math.Min(range.Length, MostSearched);
            for (var at = range.Offset; at < end; at += ChunkSize - Overlap)
            {
                var text = chunk.AsSpan(0, reader.ReadAt(at, chunk.AsSpan(0, (int)Math.Min(ChunkSize, end - at))));
                for (var found = text.IndexOf(needle); found >= 0; found = text.IndexOf(needle))
                {
                    if (parse(text[(found + (skip == 0 ? needle.Length : skip))..]) is { Major: > 0 } version)
                    {
                        return version;
                    }

                    text = text[(found + 1)..];
                }
            }

            return (0, 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private delegate (int Major, int Minor) VersionParser(ReadOnlySpan<byte> text);

    private static (int Major, int Minor) ParseDotted(ReadOnlySpan<byte> text)
    {
        var dot = text.IndexOf((byte)'.');
        return
            dot > 0
            && System.Buffers.Text.Utf8Parser.TryParse(text[..dot], out int major, out var used)
            && used == dot
            && System.Buffers.Text.Utf8Parser.TryParse(text[(dot + 1)..], out int minor, out _)
            ? (major, minor)
            : (0, 0);
    }

    private static (int Major, int Minor) ParseMusl(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)0);
        return end is > 2 and < 9 && !text[..end].ContainsAnyExcept(_versionBytes) ? ParseDotted(text[..end]) : (0, 0);
    }
}
