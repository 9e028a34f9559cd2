using System.Collections.Immutable;
using System.Reflection;

namespace Plumb.Cli.Commands;

/// <summary>The pages of docs/rules, as they were when this program was built.</summary>
internal static class RulePages
{
    private const string Prefix = "rules/";
    private static readonly Assembly _assembly = typeof(RulePages).Assembly;

    /// <summary>All codes that have a page, in order.</summary>
    public static ImmutableArray<string> Codes =>
        [
            .. _assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(n => Path.GetFileNameWithoutExtension(n[Prefix.Length..]))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The page as Markdown; null when there is none.</summary>
    public static string? Find(string code)
    {
        using var stream = _assembly.GetManifestResourceStream($"{Prefix}{code}.md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
