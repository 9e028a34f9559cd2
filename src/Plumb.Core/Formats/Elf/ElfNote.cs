using System.Collections.Immutable;

namespace Plumb.Formats.Elf;

/// <summary>A note (PT_NOTE) that a loader or a person may care for.</summary>
/// <param name="Owner">Such as <c>GNU</c>.</param>
/// <param name="Type">With owner GNU: 1 the oldest kernel (ABI tag), 3 the build id, 5 properties.</param>
/// <param name="Description">Its bytes, at most 1024.</param>
public sealed record ElfNote(string Owner, uint Type, ImmutableArray<byte> Description);

/// <summary>Reads notes (System V ABI, "Note Section"; properties: x86-64 psABI, "Program Property").</summary>
internal static class ElfNotes
{
    private const int Most = 256;
    private const int LongestDescription = 1024;
    private const uint Properties = 5;
    private const uint NeededIsa = 0xC0008002;

    public static ImmutableArray<ElfNote> Read(ElfBytes bytes, IEnumerable<ElfSegment> segments)
    {
        var notes = ImmutableArray.CreateBuilder<ElfNote>();
        foreach (var segment in segments)
        {
            // Properties of 64-bit files are aligned to 8 bytes, in a segment of their own; all other notes to 4.
            var alignment = segment.Alignment == 8 ? 8 : 4;
            var end = segment.Offset + segment.FileSize;
            for (var at = segment.Offset; at + 12 <= end && notes.Count < Most; )
            {
                if (Read(bytes, alignment, end, ref at) is not { } note)
                {
                    break;
                }

                notes.Add(note);
            }
        }

        return notes.ToImmutable();
    }

    /// <summary>The x86-64 level (1 to 4) that the properties among the notes ask of the processor; 0 when they ask nothing.</summary>
    public static int NeededX86Level(ElfEncoding encoding, ImmutableArray<ElfNote> notes)
    {
        var level = 0;
        foreach (var note in notes.Where(note => note is { Owner: "GNU", Type: Properties }))
        {
            for (var rest = note.Description.AsSpan(); rest.Length >= 8; )
            {
                var size = encoding.U32(rest[4..]);
                if (size > (uint)rest.Length - 8)
                {
                    break;
                }

                if (encoding.U32(rest) == NeededIsa && size >= 4)
                {
                    level = Math.Max(level, 32 - int.LeadingZeroCount((int)(encoding.U32(rest[8..]) & 0xF)));
                }

                var next = Align(8 + (long)size, encoding.WordSize);
                rest = rest[(int)Math.Min(next, rest.Length)..];
            }
        }

        return level;
    }

    private static ElfNote? Read(ElfBytes bytes, int alignment, long end, ref long at)
    {
        Span<byte> header = stackalloc byte[12];
        if (!bytes.TryRead(at, header))
        {
            return null;
        }

        long name = bytes.U32(header),
            size = bytes.U32(header[4..]);
        var descriptionAt = at + Align(12 + name, alignment);
        if (name > LongestDescription || descriptionAt + size > end)
        {
            return null;
        }

        var owner = bytes.ReadString(at + 12, (int)Math.Max(0, name - 1)) ?? "";
        var description = new byte[Math.Min(size, LongestDescription)];
        at = Align(descriptionAt + size, alignment);
        return bytes.TryRead(descriptionAt, description)
            ? new ElfNote(name == 0 ? "" : owner, bytes.U32(header[8..]), [.. description])
            : null;
    }

    private static long Align(long value, int alignment) => (value + alignment - 1) / alignment * alignment;
}
