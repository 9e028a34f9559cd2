using System.Collections.Immutable;
using System.Text;

namespace Plumb.Linting;

/// <summary>Writes into a document what is certain to be right.</summary>
public static class DocumentFixer
{
    /// <summary>The document with the edits of its claims; the same bytes where nothing is certain, or where it is no UTF-8.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="claims">Its claims.</param>
    /// <param name="changes">The lines that changed, from 1, with the new text of each.</param>
    public static byte[] Fix(
        byte[] bytes,
        ImmutableArray<Claim> claims,
        out ImmutableArray<(int Line, string Old, string New)> changes
    )
    {
        changes = [];
        var edits = claims.Where(c => c.Edit is not null).ToLookup(c => c.Line, c => c.Edit!);
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        if (edits.Count == 0 || !System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return bytes;
        }

        var lines = encoding.GetString(bytes).Split('\n');
        var changed = ImmutableArray.CreateBuilder<(int, string, string)>();
        foreach (var line in edits)
        {
            if (line.Key < 1 || line.Key > lines.Length)
            {
                continue;
            }

            var old = lines[line.Key - 1];
            var text = line.Distinct().Aggregate(old, Apply);
            if (text != old)
            {
                lines[line.Key - 1] = text;
                changed.Add((line.Key, old.TrimEnd('\r'), text.TrimEnd('\r')));
            }
        }

        changes = changed.DrainToImmutable();
        return changes.IsEmpty ? bytes : encoding.GetBytes(string.Join('\n', lines));
    }

    // What stands once can be meant only once; "1.2" is not changed inside of "11.23".
    private static string Apply(string line, ClaimEdit edit)
    {
        var at = line.IndexOf(edit.Old, StringComparison.Ordinal);
        var end = at + edit.Old.Length;
        return
            at < 0
            || line.IndexOf(edit.Old, end, StringComparison.Ordinal) >= 0
            || (
                end < line.Length
                && (
                    char.IsAsciiDigit(line[end])
                    || (line[end] == '.' && end + 1 < line.Length && char.IsAsciiDigit(line[end + 1]))
                )
            )
            || (at > 0 && char.IsAsciiLetterOrDigit(line[at - 1]))
            ? line
            : line[..at] + edit.New + line[end..];
    }
}
