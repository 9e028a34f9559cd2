using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Plumb.Files;
using Plumb.Text;

namespace Plumb.Metadata.Record;

/// <summary>
/// RECORD, the list of files that an installer wrote (PEP 376, PEP 627): comma-separated with quotes, in UTF-8.
/// Read with the quirks that installers leave: blank lines, CRLF, backslashes, missing columns.
/// </summary>
/// <param name="Rows">In file order.</param>
/// <param name="Problems">Lines that are no rows, with their number in <see cref="FormatError.Offset"/>; at most <see cref="MostProblems"/>.</param>
public sealed record RecordFile(ImmutableArray<RecordRow> Rows, ImmutableArray<FormatError> Problems)
{
    /// <summary>How many bad lines are kept.</summary>
    public const int MostProblems = 20;

    /// <summary>How many rows are read; that of torch 2.6 has 11,000.</summary>
    public const int MostRows = 200_000;

    private const int MostQuotedLines = 8;

    /// <summary>There are more than <see cref="MostRows"/> rows: what is not among them says nothing.</summary>
    public bool HasMore { get; private init; }

    /// <summary>Reads all rows; bad lines become <see cref="Problems"/>.</summary>
    public static RecordFile Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[3..];
        }

        if (bytes is [0, ..] && bytes.IndexOfAnyExcept((byte)0) < 0)
        {
            return new RecordFile([], [new FormatError("the file holds only zero bytes", 1)]);
        }

        var rows = ImmutableArray.CreateBuilder<RecordRow>(Math.Min(bytes.Length / 90, 1 << 16) + 1);
        var problems = ImmutableArray.CreateBuilder<FormatError>();
        var room = new RecordText();
        var line = 0;
        while (!bytes.IsEmpty && rows.Count <= MostRows)
        {
            line++;
            var record = TakeRecord(ref bytes, out var moreLines);
            if (!Utf8.IsValid(record))
            {
                AddProblem("the line is not UTF-8", line);
            }
            else if (room.Of(record) is { IsEmpty: false } text && !text.IsWhiteSpace())
            {
                if (TryReadRow(text, line, out var row, out var problem))
                {
                    rows.Add(row);
                }
                else
                {
                    AddProblem(problem, line);
                }
            }

            line += moreLines;
        }

        var hasMore = rows.Count > MostRows;
        return new RecordFile(rows.DrainToImmutable(), problems.DrainToImmutable()) { HasMore = hasMore };

        void AddProblem(string message, int at)
        {
            if (problems.Count < MostProblems)
            {
                problems.Add(new FormatError(message, at));
            }
        }
    }

    /// <summary>Cuts one CSV record off; line ends inside quotes belong to it.</summary>
    private static ReadOnlySpan<byte> TakeRecord(ref ReadOnlySpan<byte> rest, out int moreLines)
    {
        moreLines = 0;
        var end = rest.IndexOf((byte)'\n');
        var record = end < 0 ? rest : rest[..end];
        if (record.Contains((byte)'"'))
        {
            var inQuotes = false;
            var closed = false;
            var i = 0;
            for (; i < rest.Length && moreLines <= MostQuotedLines; i++)
            {
                if (rest[i] == (byte)'"')
                {
                    inQuotes = !inQuotes;
                }
                else if (rest[i] == (byte)'\n' && inQuotes)
                {
                    moreLines++;
                }
                else if (rest[i] == (byte)'\n')
                {
                    closed = true;
                    end = i;
                    record = rest[..i];
                    break;
                }
            }

            if (i == rest.Length && !inQuotes)
            {
                closed = true;
                end = -1;
                record = rest;
            }

            // An unclosed quote must not swallow the file: the record ends at its first line.
            moreLines = closed ? moreLines : 0;
        }

        rest = end < 0 ? [] : rest[(end + 1)..];
        return record.TrimEnd((byte)'\r');
    }

    private static bool TryReadRow(ReadOnlySpan<char> record, int line, out RecordRow row, out string problem)
    {
        row = default;
        // Some wheels begin RECORD with a byte order mark, and installers that sort the rows move it into the middle.
        record = record.TrimStart('\uFEFF');
        var path = TakeField(ref record);
        if (path.Length == 0)
        {
            problem = "the line names no file";
            return false;
        }

        if (path.Contains('\0', StringComparison.Ordinal))
        {
            problem = "the file name holds a NUL";
            return false;
        }

        var hash = TakeField(ref record);
        var size = TakeField(ref record);
        if (!record.IsEmpty)
        {
            problem = "the line has more than three columns";
            return false;
        }

        var bytes = -1L;
        if (
            size.Length > 0
            && !long.TryParse(
                size,
                NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture,
                out bytes
            )
        )
        {
            problem = "the size is no number";
            return false;
        }

        Sha256Digest? digest = null;
        string? other = null;
        if (hash.Length > 0)
        {
            if (
                hash.StartsWith("sha256=", StringComparison.Ordinal)
                && Sha256Digest.TryParse(hash.AsSpan(7), out var value)
            )
            {
                digest = value;
            }
            else
            {
                other = hash;
            }
        }

        problem = "";
        row = new RecordRow(path.Replace('\\', '/'), digest, other, bytes, line);
        return true;
    }

    private static string TakeField(ref ReadOnlySpan<char> record)
    {
        if (record.IsEmpty)
        {
            return "";
        }

        if (record[0] != '"')
        {
            var comma = record.IndexOf(',');
            var plain = comma < 0 ? record : record[..comma];
            record = comma < 0 ? [] : record[(comma + 1)..];
            return plain.ToString();
        }

        var value = new StringBuilder();
        var at = 1;
        for (; at < record.Length; at++)
        {
            if (record[at] != '"')
            {
                value.Append(record[at]);
            }
            else if (at + 1 < record.Length && record[at + 1] == '"')
            {
                value.Append('"');
                at++;
            }
            else
            {
                break;
            }
        }

        var rest = at + 1 < record.Length ? record[(at + 1)..] : [];
        var next = rest.IndexOf(',');
        value.Append(next < 0 ? rest : rest[..next]);
        record = next < 0 ? [] : rest[(next + 1)..];
        return value.ToString();
    }
}
