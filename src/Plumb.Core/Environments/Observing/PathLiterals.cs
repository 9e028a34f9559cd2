using System.Collections.Immutable;
using System.Text;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>
/// Finds the absolute paths that stand as string literals in the finder module of an editable install, without running it. Build backends write them
/// as <c>MAPPING = {'pkg': '/src/pkg'}</c> (setuptools), <c>map_module('pkg', '/src/pkg/__init__.py')</c> (editables) or as arguments of <c>install(…)</c>
/// (meson-python, scikit-build-core).
/// </summary>
internal static class PathLiterals
{
    private const int MostLiterals = 2000;
    private const int MostLength = 4096;

    /// <summary>A path and the literal before it when that is a dotted name and only <c>:</c>, <c>,</c> or blanks stand between: the module that lies there.</summary>
    public readonly record struct PathLiteral(string? Module, string Path);

    /// <summary>The paths in the order in which they stand.</summary>
    public static ImmutableArray<PathLiteral> Read(string source)
    {
        var found = ImmutableArray.CreateBuilder<PathLiteral>();
        string? before = null;
        var at = 0;
        while (at < source.Length && found.Count < MostLiterals)
        {
            var c = source[at];
            if (c == '#')
            {
                var end = source.IndexOf('\n', at);
                at = end < 0 ? source.Length : end;
            }
            else if (c is '\'' or '"')
            {
                var literal = ReadLiteral(source, ref at);
                if (literal is { Length: > 1 and < MostLength } && WorldPath.IsAbsolute(literal))
                {
                    found.Add(new PathLiteral(before is not null && IsDottedName(before) ? before : null, literal));
                    before = null;
                }
                else
                {
                    before = literal;
                }
            }
            else
            {
                if (c is not (':' or ',' or ' ' or '\n' or '\r' or '\t' or '['))
                {
                    before = null;
                }

                at++;
            }
        }

        return found.DrainToImmutable();
    }

    private static bool IsDottedName(string text)
    {
        foreach (var range in text.AsSpan().Split('.'))
        {
            if (!ModuleNames.IsIdentifier(text.AsSpan()[range]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads a literal from its opening quote and steps behind it; null when it does not end or is too long.</summary>
    private static string? ReadLiteral(string source, ref int at)
    {
        var quote = source[at];
        var triple = source.AsSpan(at).StartsWith([quote, quote, quote]);
        var raw = at > 0 && source[at - 1] is 'r' or 'R';
        var text = new StringBuilder();
        for (at += triple ? 3 : 1; at < source.Length; at++)
        {
            var c = source[at];
            if (c == quote && (!triple || source.AsSpan(at).StartsWith([quote, quote, quote])))
            {
                at += triple ? 3 : 1;
                return text.Length <= MostLength ? text.ToString() : null;
            }

            if (c == '\n' && !triple)
            {
                return null;
            }

            if (c == '\\' && at + 1 < source.Length)
            {
                at++;
                Append(text, raw ? ['\\', source[at]] : Unescape(source[at]));
            }
            else
            {
                Append(text, [c]);
            }
        }

        return null;
    }

    private static ReadOnlySpan<char> Unescape(char c) =>
        c switch
        {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            '\\' => "\\",
            '\'' => "'",
            '"' => "\"",
            '\n' => "",
            _ => "\\" + c,
        };

    private static void Append(StringBuilder text, ReadOnlySpan<char> piece)
    {
        if (text.Length <= MostLength)
        {
            text.Append(piece);
        }
    }
}
