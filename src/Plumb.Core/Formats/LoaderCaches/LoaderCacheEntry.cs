namespace Plumb.Formats.LoaderCaches;

/// <summary>One library that the loader's cache knows.</summary>
/// <param name="Name">The SONAME.</param>
/// <param name="Path">The absolute path.</param>
/// <param name="Flags">Kind of library and machine, such as 0x303 for x86-64: see <see cref="LoaderCache.FlagsOf"/>.</param>
/// <param name="HardwareCapabilities">Bits that the processor has to have, of glibc before 2.33; 0 for any processor.</param>
/// <param name="Subfolder">The <c>glibc-hwcaps</c> folder that it lies in, such as <c>x86-64-v3</c>; null for the others.</param>
public sealed record LoaderCacheEntry(
    string Name,
    string Path,
    int Flags,
    ulong HardwareCapabilities = 0,
    string? Subfolder = null
);
