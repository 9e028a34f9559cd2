using System.CommandLine;
using System.CommandLine.Parsing;
using Plumb.Cli.Rendering;
using Plumb.Text;

namespace Plumb.Cli.Commands;

/// <summary>Options and arguments that take one of a few words.</summary>
internal static class Choice
{
    /// <summary>An option that takes one of the words; anything else is answered with all of them.</summary>
    public static Option<T> Option<T>(string name, string summary, T fallback, params (string Word, T Value)[] words)
    {
        var option = new Option<T>(name)
        {
            Description = summary,
            HelpName = string.Join('|', words.Select(w => w.Word)),
            DefaultValueFactory = _ => fallback,
            CustomParser = result => Parse(name, result, words),
        };
        // The library would offer the names of the enumeration as well.
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. words.Select(w => w.Word)]);
        return option;
    }

    /// <summary>An argument that takes one of the words.</summary>
    public static Argument<T> Argument<T>(string name, string summary, params (string Word, T Value)[] words)
    {
        var argument = new Argument<T>(name)
        {
            Description = $"{summary} One of {Words.Or([.. words.Select(w => w.Word)])}.",
            CustomParser = result => Parse(name, result, words),
        };
        argument.CompletionSources.Clear();
        argument.CompletionSources.Add([.. words.Select(w => w.Word)]);
        return argument;
    }

    /// <summary>The value that was typed; else that of a word that is configured; else the option's own.</summary>
    public static T Of<T>(
        ParseResult parsed,
        Option<T> option,
        string? configured,
        IEnumerable<(string Word, T Value)> words
    )
        where T : struct =>
        configured is not null && parsed.GetResult(option) is not { Implicit: false }
            ? words.First(w => w.Word == configured).Value
            : parsed.GetValue(option);

    private static T? Parse<T>(string name, ArgumentResult result, (string Word, T Value)[] words)
    {
        var given = result.Tokens[0].Value;
        foreach (var (word, value) in words)
        {
            if (word.Equals(given, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var all = words.Select(w => w.Word).ToList();
        var near = NearestWord.To(given, all);
        result.AddError(
            $"{name} takes {Words.Or(all)}, not \"{given}\"." + (near is null ? "" : $" Did you mean \"{near}\"?")
        );
        return default;
    }
}
