using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>Finds commands that install or remove packages, and lists of requirements.</summary>
internal static class InstallReader
{
    private const int MostSets = 2000;
    private const int MostListed = 5000;

    /// <summary>All of a document, in its order; at most 2000 commands and lists.</summary>
    public static ImmutableArray<InstallSet> Read(ImmutableArray<DocumentLine> lines)
    {
        var sets = ImmutableArray.CreateBuilder<InstallSet>();
        var list = new List<WrittenRequirement>();
        DocumentLine? first = null;
        var (block, others) = (0, 0);
        foreach (var line in lines.TakeWhile(_ => sets.Count < MostSets))
        {
            if (line.Block != block)
            {
                Close();
                (block, others) = (line.Block, 0);
            }

            // A block without a language may hold anything; a command in it is one all the same.
            var found =
                line.Kind == LineKind.Code || line.Block > 0 ? OfText(line, line.Text) : InSentence(line).ToList();
            if (found.Count > 0)
            {
                sets.AddRange(found);
            }
            else if (line.Kind == LineKind.Code && list.Count < MostListed && TryRequirement(line, out var written))
            {
                first = list.Count == 0 ? line : first;
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
            if (first is not null && list.Count > 0 && list.Count > others)
            {
                sets.Add(new InstallSet(first, InstallKind.List, [.. list], []));
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

    // "Run `pip install numpy` first."
    private static IEnumerable<InstallSet> InSentence(DocumentLine line)
    {
        if (
            !line.Text.Contains(" install ", StringComparison.Ordinal)
            && !line.Text.Contains(" add ", StringComparison.Ordinal)
        )
        {
            yield break;
        }

        if (!line.Text.Contains('`', StringComparison.Ordinal))
        {
            foreach (var set in PlainCommand.Read(line.Statement) is { } command ? OfText(line, command) : [])
            {
                yield return set;
            }

            yield break;
        }

        var at = 0;
        while ((at = line.Text.IndexOf('`', at)) >= 0)
        {
            var end = line.Text.IndexOf('`', at + 1);
            if (end < 0)
            {
                yield break;
            }

            foreach (var set in OfText(line, line.Text[(at + 1)..end]))
            {
                yield return set;
            }

            at = end + 1;
        }
    }

    private static List<InstallSet> OfText(DocumentLine line, string text)
    {
        var sets = new List<InstallSet>();
        if (!text.Contains("install", StringComparison.Ordinal) && !text.Contains(" add ", StringComparison.Ordinal))
        {
            return sets;
        }

        foreach (var words in ShellWords.Commands(text))
        {
            if (Command(line, words) is { } set)
            {
                sets.Add(set);
            }
        }

        return sets;
    }

    private static InstallSet? Command(DocumentLine line, List<string> words)
    {
        var install = words.FindIndex(w => w is "install" or "uninstall");
        var isPip =
            install > 0
            && words
                .Take(install)
                .Any(w =>
                    w.TrimStart('!', '%') is "pip" or "pip3" or "uv"
                    || w.EndsWith("/pip", StringComparison.Ordinal)
                    || w.EndsWith("\\pip", StringComparison.Ordinal)
                    || w.EndsWith("pip.exe", StringComparison.Ordinal)
                );
        var verb = isPip ? install : words.IndexOf("add");
        if (!isPip && !(verb > 0 && words[verb - 1] is "uv" or "poetry"))
        {
            return null;
        }

        var requirements = ImmutableArray.CreateBuilder<WrittenRequirement>();
        var options = ImmutableArray.CreateBuilder<CommandOption>();
        for (var i = verb + 1; i < words.Count; i++)
        {
            var word = words[i];
            if (word.StartsWith('-'))
            {
                var sign = word.IndexOf('=', StringComparison.Ordinal);
                var takes = sign < 0 && TakesValue(word) && i + 1 < words.Count;
                options.Add(
                    sign < 0
                        ? new CommandOption(word, takes ? words[i + 1] : "")
                        : new CommandOption(word[..sign], word[(sign + 1)..])
                );
                i += takes ? 1 : 0;
            }
            else if (word.Length < 300 && Requirement.TryParse(word, out var requirement, out _))
            {
                requirements.Add(new WrittenRequirement(line.Number, word, requirement));
            }
        }

        var kind = words[verb] == "uninstall" ? InstallKind.Uninstall : InstallKind.Install;
        return requirements.Count == 0
            ? null
            : new InstallSet(line, kind, requirements.DrainToImmutable(), options.DrainToImmutable());
    }

    /// <summary>The next word is the option's value.</summary>
    public static bool TakesValue(string option) =>
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
                or "--index"
                or "--index-url"
                or "--extra-index-url"
                or "--no-binary"
                or "--only-binary"
                or "--target"
                or "--timeout"
                or "--trusted-host"
                or "--torch-backend"
                or "--python";
}
