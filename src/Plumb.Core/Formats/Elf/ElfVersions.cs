using System.Collections.Immutable;

namespace Plumb.Formats.Elf;

/// <summary>Reads the versions that a library defines (LSB, "Symbol Versioning").</summary>
internal static class ElfVersions
{
    private const int MostVersions = 4096;

    public static ImmutableArray<string> ReadDefined(ElfBytes bytes, ElfImage image)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var count = Math.Min(image.Dynamic(ElfDynamicTag.VersionDefinitionCount) ?? 0, MostVersions);
        if (!image.TryMapDynamic(ElfDynamicTag.VersionDefinitions, out var at))
        {
            return [];
        }

        Span<byte> definition = stackalloc byte[20];
        for (ulong i = 0; i < count && bytes.TryRead(at, definition); i++)
        {
            var aux = bytes.U32(definition[12..]);
            if (bytes.TryRead(at + aux, false, out var name) && image.DynamicString(name) is { } text)
            {
                names.Add(text);
            }

            var next = bytes.U32(definition[16..]);
            if (next == 0)
            {
                break;
            }

            at += next;
        }

        return names.ToImmutable();
    }
}
