using System.Text;
using Plumb.Python;

namespace Plumb.Metadata.Requirements;

/// <summary>Changes what one line of a requirements file asks for, and leaves every other byte as it is.</summary>
public sealed class RequirementRewriter
{
    private static readonly UTF8Encoding _strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );
    private string _text;

    private RequirementRewriter(string text) => _text = text;

    /// <summary>The whole content as it is now.</summary>
    public byte[] Bytes => _strict.GetBytes(_text);

    /// <summary>Takes a file's content; null when it is not UTF-8.</summary>
    public static RequirementRewriter? Of(byte[] content)
    {
        try
        {
            var text = _strict.GetString(content);
            return text.Contains('\0', StringComparison.Ordinal) ? null : new RequirementRewriter(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Puts other specifiers in the place of a requirement's own; nothing happens when the line is not what it should be.</summary>
    /// <param name="line">The line, from 1, on which the requirement begins.</param>
    /// <param name="asked">What stands there.</param>
    /// <param name="specifiers">What should; null to make the line a comment.</param>
    /// <param name="old">The line before.</param>
    /// <param name="new">The line after.</param>
    /// <returns>Why it cannot be done, as a sentence; null when it is done.</returns>
    public string? Change(int line, Requirement asked, string? specifiers, out string old, out string @new)
    {
        (old, @new) = ("", "");
        var lines = PythonLines.Split(_text);
        if (line < 1 || line > lines.Length)
        {
            return "the line is not there any more";
        }

        var (offset, length) = lines[line - 1].GetOffsetAndLength(_text.Length);
        old = _text.Substring(offset, length);
        if (HasHashes(lines, line))
        {
            return "its hashes belong to the version that it names";
        }

        if (specifiers is null)
        {
            return Replace(offset, old, @new = "# " + old, old.TrimEnd().EndsWith('\\'));
        }

        var (start, end) = Specifiers(old, asked);
        if (start < 0)
        {
            return "it is not written as NAME and versions";
        }

        @new = string.Concat(old.AsSpan(0, start), specifiers, old.AsSpan(end));
        return Replace(offset, old, @new, isContinued: false);
    }

    private string? Replace(int offset, string old, string @new, bool isContinued)
    {
        if (isContinued)
        {
            return "it goes on in the next line";
        }

        _text = string.Concat(_text.AsSpan(0, offset), @new, _text.AsSpan(offset + old.Length));
        return null;
    }

    private bool HasHashes(System.Collections.Immutable.ImmutableArray<Range> lines, int line)
    {
        for (var i = line - 1; i < lines.Length; i++)
        {
            var text = _text[lines[i]];
            if (text.Contains("--hash", StringComparison.Ordinal))
            {
                return true;
            }

            if (!text.TrimEnd().EndsWith('\\'))
            {
                return false;
            }
        }

        return false;
    }

    // Where the specifiers stand: after the name and its extras, up to a marker, an option, a comment or the end.
    private static (int Start, int End) Specifiers(string line, Requirement asked)
    {
        var at = PythonText.SkipSpace(line, line.StartsWith('\uFEFF') ? 1 : 0);
        var nameEnd = at;
        while (
            nameEnd < line.Length && (char.IsAsciiLetterOrDigit(line[nameEnd]) || line[nameEnd] is '-' or '_' or '.')
        )
        {
            nameEnd++;
        }

        if (!PackageName.TryParse(line[at..nameEnd], out var name) || name != asked.Name)
        {
            return (-1, -1);
        }

        var start = nameEnd;
        if (PythonText.SkipSpace(line, nameEnd) is var bracket && bracket < line.Length && line[bracket] == '[')
        {
            start = line.IndexOf(']', bracket) + 1;
        }

        if (start <= 0)
        {
            return (-1, -1);
        }

        var end = start;
        while (end < line.Length && line[end] is not (';' or '#' or '\\') && !line.AsSpan(end).StartsWith(" -"))
        {
            end++;
        }

        end = start + line[start..end].TrimEnd().Length;
        return VersionSpecifiers.TryParse(line[start..end], out var written, out _) && written.Equals(asked.Specifiers)
            ? (start, end)
            : (-1, -1);
    }
}
