using System.Collections.Immutable;
using System.Text;

namespace Plumb.Knowledge;

/// <summary>The files of <c>knowledge/</c> as they were built into this library.</summary>
internal static class EmbeddedKnowledge
{
    private const string Prefix = "knowledge/";

    /// <summary>Their names.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. typeof(EmbeddedKnowledge)
            .Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of one.</summary>
    public static string Read(string name)
    {
        using var stream =
            typeof(EmbeddedKnowledge).Assembly.GetManifestResourceStream(Prefix + name)
            ?? throw new InvalidDataException($"{Prefix}{name} was not built in");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
