using Plumb.Files;

namespace Plumb.Environments;

/// <summary>The value of <c>command</c> in <c>pyvenv.cfg</c>: how an environment was made (Python 3.11 and newer).</summary>
internal static class CreationCommand
{
    private const string Venv = " -m venv ";
    private const string Virtualenv = " -m virtualenv ";

    /// <summary>The folder in <c>/usr/bin/python3 -m venv --prompt="x" /opt/app/venv</c>; null when there is none that is absolute.</summary>
    public static string? Folder(string command)
    {
        var at = command.IndexOf(Venv, StringComparison.Ordinal);
        if (at >= 0)
        {
            return AfterOptions(command[(at + Venv.Length)..].Trim());
        }

        at = command.IndexOf(Virtualenv, StringComparison.Ordinal);
        return at < 0 ? null : LastPath(command[(at + Virtualenv.Length - 1)..]);
    }

    /// <summary>venv writes the folder last, unquoted and absolute; options before it begin with dashes.</summary>
    private static string? AfterOptions(string rest)
    {
        while (rest.StartsWith("--", StringComparison.Ordinal))
        {
            var space = EndOfOption(rest);
            if (space < 0)
            {
                return null;
            }

            rest = rest[space..].TrimStart();
        }

        return WorldPath.IsAbsolute(rest) ? WorldPath.Normalize(rest) : null;
    }

    private static int EndOfOption(string text)
    {
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (text[i] == ' ' && !quoted)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>virtualenv's options take values and may follow: the folder begins with the last word that is absolute.</summary>
    private static string? LastPath(string words)
    {
        for (var at = words.Length - 1; at > 0; at--)
        {
            if (words[at - 1] == ' ' && WorldPath.IsAbsolute(words.AsSpan(at)))
            {
                var end = words.IndexOf(" --", at, StringComparison.Ordinal);
                return WorldPath.Normalize((end < 0 ? words[at..] : words[at..end]).TrimEnd());
            }
        }

        return null;
    }
}
