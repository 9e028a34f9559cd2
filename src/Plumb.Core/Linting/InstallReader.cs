using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>Finds commands that install, and lists of requirements.</summary>
internal static class InstallReader
{
    /// <summary>All of a document, in its order.</summary>
    public static ImmutableArray<InstallSet> Read(ImmutableArray<DocumentLine> lines)
    {
        var sets = ImmutableArray.CreateBuilder<InstallSet>();
        var list = new List<WrittenRequirement>();
        var (block, others) = (0, 0);
        foreach (var line in lines)
        {
            if (line.Block != block)
            {
                Close();
                (block, others) = (line.Block, 0);
            }

            // A block without a language may hold anything; a command in it is one all the same.
            if ((line.Kind == LineKind.Code || line.Block > 0) && TryCommand(line, out var set))
            {
                sets.Add(set);
            }
            else if (line.Kind == LineKind.Code && TryRequirement(line, out var written))
            {
                list.Add(written);
            }
            else if (line.Kind == LineKind.Code && !line.Text.AsSpan().TrimStart().StartsWith("#"))
            {
                others += line.Text.AsSpan().TrimStart().StartsWith("-") ? 0 : 1;
            }
        }

        Close();
        return sets.DrainToImmutable();

        void Close()
        {
            if (list.Count > 0 && list.Count > others)
            {
                sets.Add(new InstallSet(list[0].Line, block, [.. list]));
            }

            list.Clear();
        }
    }

    private static bool TryRequirement(DocumentLine line, out WrittenRequirement written)
    {
        written = null!;
        var text = line.Text.Trim();
        var comment = text.IndexOf(" #", StringComparison.Ordinal);
        text = comment < 0 ? text : text[..comment].TrimEnd();
        if (text.Length is 0 or > 300 || !Requirement.TryParse(text, out var requirement, out _))
        {
            return false;
        }

        written = new WrittenRequirement(line.Number, text, requirement);
        return true;
    }

    private static bool TryCommand(DocumentLine line, out InstallSet set)
    {
        set = null!;
        var words = Words(line.Text);
        var install = words.IndexOf("install");
        var isPip =
            install > 0
            && words
                .Take(install)
                .Any(w => w is "pip" or "pip3" or "uv" || w.EndsWith("/pip", StringComparison.Ordinal));
        var add = isPip ? install : words.IndexOf("add");
        if (!isPip && !(add > 0 && words[add - 1] is "uv" or "poetry"))
        {
            return false;
        }

        var requirements = ImmutableArray.CreateBuilder<WrittenRequirement>();
        for (var i = add + 1; i < words.Count; i++)
        {
            var word = words[i];
            if (word is "&&" or ";" or "||" or "|" || word.StartsWith('#'))
            {
                break;
            }

            if (word.StartsWith('-'))
            {
                i += TakesValue(word) ? 1 : 0;
            }
            else if (word.Length < 300 && Requirement.TryParse(word, out var requirement, out _))
            {
                requirements.Add(new WrittenRequirement(line.Number, word, requirement));
            }
        }

        set = new InstallSet(line.Number, line.Block, requirements.DrainToImmutable());
        return !set.Requirements.IsEmpty;
    }

    private static bool TakesValue(string option) =>
        option
            is "-r"
                or "-c"
                or "-e"
                or "-f"
                or "-i"
                or "-t"
                or "--requirement"
                or "--constraint"
                or "--editable"
                or "--find-links"
                or "--index-url"
                or "--extra-index-url"
                or "--no-binary"
                or "--only-binary"
                or "--target"
                or "--timeout"
                or "--trusted-host"
                or "--python";

    // Words as a shell parts them; a quote holds blanks together.
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                continue;
            }

            var quote = text[at] is '"' or '\'' ? text[at] : '\0';
            var start = quote == 0 ? at : at + 1;
            var end = start;
            while (end < text.Length && (quote == 0 ? !char.IsWhiteSpace(text[end]) : text[end] != quote))
            {
                end++;
            }

            if (end > start)
            {
                words.Add(text[start..end]);
            }

            at = end;
        }

        return words;
    }
}
