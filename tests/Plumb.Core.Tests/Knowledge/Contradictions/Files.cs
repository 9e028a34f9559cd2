using Plumb.Knowledge;
using Plumb.Text;
using Xunit;

namespace Plumb.Core.Tests.Knowledge.Contradictions;

/// <summary>Typed facts of shipped files, with rows that contradict them put below.</summary>
internal static class Files
{
    private const string Sourced =
        "\nsource = \"https://example.org\"\ngrade = \"documented\"\ndate = \"2026-01-02\"\n";

    /// <summary>What a shipped file and a row of its tables say.</summary>
    /// <param name="name">The file.</param>
    /// <param name="read">Its reader.</param>
    /// <param name="row">The row without its source; "" for the file alone.</param>
    public static T With<T>(string name, FactsReader<T> read, string row)
        where T : class
    {
        Assert.True(read(Text(name, row), out var facts, out var error), error?.Message);
        return facts!;
    }

    /// <summary>Why a shipped file with a row more is refused.</summary>
    public static FormatError? Refusal(string name, string row) => KnowledgeReaders.ByFile[name](Text(name, row));

    // Rows of one table stand together.
    private static string Text(string name, string row)
    {
        var shipped = EmbeddedKnowledge.Read(name);
        if (row.Length == 0)
        {
            return shipped;
        }

        var at = shipped.IndexOf("\n" + row.Split('\n')[0], StringComparison.Ordinal) + 1;
        return shipped.Insert(at, row + Sourced + "\n");
    }
}
