using System.Text;

namespace Plumb.Metadata.Record;

/// <summary>Decodes one row after the other into the same room: the text of a RECORD of megabytes is never there as a whole.</summary>
internal sealed class RecordText
{
    private char[] _room = new char[512];

    /// <summary>The row, valid until the next one. The bytes are UTF-8.</summary>
    public ReadOnlySpan<char> Of(ReadOnlySpan<byte> row)
    {
        if (row.Length > _room.Length)
        {
            _room = new char[row.Length];
        }

        return _room.AsSpan(0, Encoding.UTF8.GetChars(row, _room));
    }
}
