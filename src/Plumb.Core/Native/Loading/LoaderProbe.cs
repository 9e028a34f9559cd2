using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Formats.LoaderCaches;
using Plumb.Python;

namespace Plumb.Native.Loading;

/// <summary>Finds out how the loader of a world is set up, from its files and variables (ld.so(8), ldconfig(8); musl: <c>ldso/dynlink.c</c>).</summary>
public static class LoaderProbe
{
    private const string MuslLoader = "/lib/ld-musl-";
    private const string Gcompat = "/lib/libgcompat.so.0";

    /// <summary>
    /// The settings under which a program runs: its PT_INTERP names the loader, whatever others the world has. There is no
    /// <see cref="LoaderSettings.Loader"/> where that one is not there, or is none whose rules are known: those of Nix, Guix and Homebrew
    /// look in folders of their own. For a program that names none, the first that is there.
    /// </summary>
    public static LoaderSettings Read(FileWorld world, WorldVariables variables, LoadableLibrary program) =>
        Read(
            world,
            variables,
            program.Kind,
            program.Interpreter is not { } interpreter ? Array.Find(LoadersOf(program.Kind), world.IsFile)
                : IsKnown(world, interpreter, program.Kind) ? interpreter
                : null
        );

    private static LoaderSettings Read(FileWorld world, WorldVariables variables, ElfKind kind, string? loader)
    {
        var isMusl = loader is not null && WorldPath.Name(loader).StartsWith("ld-musl-", StringComparison.Ordinal);
        var libraryPath = variables.GetNonEmpty("LD_LIBRARY_PATH") is { } path
            ? path.Split(':', ';').ToImmutableArray()
            : [];
        return new LoaderSettings
        {
            Libc = isMusl ? LibcKind.Musl : LibcKind.Glibc,
            Loader = loader,
            LibraryPath = libraryPath,
            Preload = Preload(world, variables),
            Cache = isMusl ? null : ReadCache(world),
            DefaultFolders = isMusl ? MuslFolders(world, loader!) : GlibcFolders(world, kind),
            Lib = Lib(world, kind),
        };
    }

    // On NixOS a stub or nix-ld stands at glibc's path, on Alpine gcompat's: it starts musl's with a library before all others.
    private static bool IsKnown(FileWorld world, string interpreter, ElfKind kind)
    {
        if (!world.IsFile(interpreter))
        {
            return false;
        }

        if (interpreter.StartsWith(MuslLoader, StringComparison.Ordinal))
        {
            return interpreter.EndsWith(".so.1", StringComparison.Ordinal);
        }

        return Array.IndexOf(LoadersOf(kind), interpreter) >= 0
            && world.RealPath(interpreter) is { } real
            && !WorldPath.IsWithin(real, "/nix/store")
            && !WorldPath.IsWithin(real, "/gnu/store")
            && !world.IsFile(Gcompat);
    }

    // The paths that programs name in PT_INTERP (glibc's shlib-versions and sysdeps, musl's LDSO_PATHNAME).
    private static string[] LoadersOf(ElfKind kind) =>
        (kind.Machine, kind.Is64Bit) switch
        {
            (62, true) => ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-musl-x86_64.so.1"],
            (3, false) => ["/lib/ld-linux.so.2", "/lib/ld-musl-i386.so.1"],
            (183, true) => ["/lib/ld-linux-aarch64.so.1", "/lib/ld-musl-aarch64.so.1"],
            (40, false) => ["/lib/ld-linux-armhf.so.3", "/lib/ld-linux.so.3", "/lib/ld-musl-armhf.so.1"],
            (21, true) => ["/lib64/ld64.so.2", "/lib/ld-musl-powerpc64le.so.1"],
            (22, true) => ["/lib/ld64.so.1", "/lib/ld-musl-s390x.so.1"],
            (243, true) => ["/lib/ld-linux-riscv64-lp64d.so.1", "/lib/ld-musl-riscv64.so.1"],
            (258, true) => ["/lib64/ld-linux-loongarch-lp64d.so.1", "/lib/ld-musl-loongarch64.so.1"],
            _ => [],
        };

    private static ImmutableArray<string> Preload(FileWorld world, WorldVariables variables)
    {
        var named = variables.GetNonEmpty("LD_PRELOAD") ?? "";
        var file = world.Read("/etc/ld.so.preload", 1 << 16);
        if (file.Succeeded)
        {
            named += " " + System.Text.Encoding.UTF8.GetString(file.Bytes);
        }

        return
        [
            .. named.Split(
                [' ', ':', '\t', '\n', '\r'],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            ),
        ];
    }

    private static LoaderCache? ReadCache(FileWorld world)
    {
        using var reader = world.Open("/etc/ld.so.cache", out _);
        return reader is not null && LoaderCache.TryRead(reader, out var cache, out _) ? cache : null;
    }

    // Debian builds the loader with its multiarch folders before the plain ones; other distributions with lib64.
    private static ImmutableArray<string> GlibcFolders(FileWorld world, ElfKind kind)
    {
        var triplet = kind.Platform is { Length: > 0 } platform ? platform + "-linux-gnu" : null;
        if (triplet is not null && world.IsDirectory("/usr/lib/" + triplet))
        {
            return [$"/lib/{triplet}", $"/usr/lib/{triplet}", "/lib", "/usr/lib"];
        }

        return kind.Is64Bit && world.IsDirectory("/usr/lib64") ? ["/lib64", "/usr/lib64"] : ["/lib", "/usr/lib"];
    }

    private static ImmutableArray<string> MuslFolders(FileWorld world, string loader)
    {
        var name = WorldPath.Name(loader);
        var architecture = name["ld-musl-".Length..name.IndexOf('.', StringComparison.Ordinal)];
        var file = world.Read($"/etc/ld-musl-{architecture}.path", 1 << 16);
        return file.Succeeded
            ?
            [
                .. System
                    .Text.Encoding.UTF8.GetString(file.Bytes)
                    .Split([':', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            ]
            : ["/lib", "/usr/local/lib", "/usr/lib"];
    }

    private static string Lib(FileWorld world, ElfKind kind)
    {
        if (kind.Platform is { Length: > 0 } platform && world.IsDirectory($"/usr/lib/{platform}-linux-gnu"))
        {
            return $"lib/{platform}-linux-gnu";
        }

        return kind.Is64Bit && world.IsDirectory("/usr/lib64") ? "lib64" : "lib";
    }
}
