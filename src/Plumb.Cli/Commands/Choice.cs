using System.CommandLine;

namespace Plumb.Cli.Commands;

/// <summary>Options that take one of a few words.</summary>
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
            CustomParser = result =>
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
                    $"{name} takes {Rendering.Words.Or(all)}, not \"{given}\"."
                        + (near is null ? "" : $" Did you mean \"{near}\"?")
                );
                return fallback;
            },
        };
        option.CompletionSources.Add([.. words.Select(w => w.Word)]);
        return option;
    }
}
