using System.Collections.Immutable;
using Plumb.Knowledge;

namespace Plumb.Cli.Rendering;

/// <summary>Facts for people.</summary>
internal static class KnowledgeText
{
    private const int FewValues = 8;
    private const string Indent = "  ";

    /// <summary>What the facts are about: a line for each file, with the number of its facts.</summary>
    public static void WriteTopics(ImmutableArray<KnowledgeFact> facts, RenderSettings settings, TextWriter output)
    {
        var paint = new Paint(settings.Colour);
        foreach (var topic in facts.GroupBy(f => f.Topic, StringComparer.Ordinal))
        {
            var grades = topic
                .Select(f => f.Source.GradeWord)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal);
            output.Write(
                $"{Words.Many(topic.Count(), "fact"), 10}  {paint.Strong(topic.Key.PadRight(20))}  {paint.Faint(string.Join(", ", grades))}\n"
            );
        }

        output.Write($"{Words.Many(facts.Length, "fact")} in all. To search: plumb knowledge WORD…\n");
    }

    /// <summary>Each fact with its source. A long one shows the values that have one of the words.</summary>
    public static void WriteFacts(
        ImmutableArray<KnowledgeFact> facts,
        IReadOnlyCollection<string> words,
        RenderSettings settings,
        TextWriter output
    )
    {
        var paint = new Paint(settings.Colour);
        foreach (var fact in facts)
        {
            output.Write($"{paint.Strong(Visible(fact.Name, settings))}  {fact.Topic}, {fact.Kind}\n");
            var shown = Shown(fact, words, settings.Verbose);
            foreach (var value in shown)
            {
                Wrapped($"{value.Key}: {value.Text}", settings, output);
            }

            if (shown.Length < fact.Values.Length)
            {
                output.Write($"{Indent}and {Words.Many(fact.Values.Length - shown.Length, "more value")}: -v\n");
            }

            Wrapped($"{fact.Source.GradeWord}, {fact.Source.Date}: {fact.Source.Text}", settings, output);
            output.Write('\n');
        }

        output.Write(
            facts.IsEmpty
                ? "No fact has all these words. plumb knowledge lists what the facts are about.\n"
                : $"{Words.Many(facts.Length, "fact")}.\n"
        );
    }

    // Of a long fact, the values that have all the words; without such, those that have one.
    private static ImmutableArray<FactValue> Shown(KnowledgeFact fact, IReadOnlyCollection<string> words, bool all)
    {
        if (all || fact.Values.Length <= FewValues)
        {
            return fact.Values;
        }

        var whole = fact.Values.Where(v => words.All(w => FactCatalog.Occurs(w, v))).Take(FewValues).ToImmutableArray();
        return whole.IsEmpty
            ? [.. fact.Values.Where(v => words.Any(w => FactCatalog.Occurs(w, v))).Take(FewValues)]
            : whole;
    }

    private static void Wrapped(string text, RenderSettings settings, TextWriter output)
    {
        foreach (var line in TextWrap.Lines(Visible(text, settings), settings.Width - Indent.Length))
        {
            output.Write($"{Indent}{line}\n");
        }
    }

    private static string Visible(string text, RenderSettings settings) => VisibleText.Of(text, settings.Unicode);
}
