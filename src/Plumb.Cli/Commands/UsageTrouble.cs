using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Plumb.Cli.Rendering;
using Plumb.Text;

namespace Plumb.Cli.Commands;

/// <summary>Answers a command line that cannot be understood: what is wrong with it, and what was probably meant.</summary>
internal static partial class UsageTrouble
{
    /// <summary>
    /// The first word that looks like an option, is none, and was therefore taken for an argument; null when there is none.
    /// After <c>--</c> everything is an argument.
    /// </summary>
    public static string? UnknownOption(ParseResult parsed)
    {
        foreach (var token in parsed.Tokens)
        {
            if (token.Type == TokenType.DoubleDash)
            {
                break;
            }

            if (LooksLikeOption(token.Value) && token.Type == TokenType.Argument && IsArgument(parsed, token))
            {
                return token.Value;
            }
        }

        return null;
    }

    /// <summary>Writes one sentence and a way on to standard error.</summary>
    public static int Report(ParseResult parsed, IReadOnlyList<string> arguments, World world)
    {
        var command = parsed.CommandResult.Command;
        var message = UnknownOption(parsed) is { } option ? NoSuchOption(command, option) : Message(parsed, command);
        var path = CommandPath(command);
        var error = new ReportError("usage", message, $"See: {path} --help");
        ErrorLine.Write(world, error);
        if (WantsJson(arguments))
        {
            var settings = new RenderSettings
            {
                Command = command is RootCommand ? "plumb" : command.Name,
                Version = world.Version,
                Succeeded = false,
            };
            JsonEnvelope.Write(world.Output, settings, null, new CheckReport { Error = error });
        }

        return ExitCode.Usage;
    }

    private static string Message(ParseResult parsed, Command command)
    {
        if (parsed.UnmatchedTokens is not [var unknown, ..])
        {
            return NoNumber().Match(parsed.Errors[0].Message) is { Success: true } match
                ? $"{match.Groups["option"].Value} wants a number, not \"{match.Groups["word"].Value}\"."
                : parsed.Errors[0].Message;
        }

        if (LooksLikeOption(unknown))
        {
            return NoSuchOption(command, unknown);
        }

        if (command.Subcommands.Count > 0)
        {
            var verbs = command.Subcommands.Where(c => !c.Hidden).SelectMany(c => c.Aliases.Prepend(c.Name));
            return Suggest($"\"{unknown}\" is no command.", NearestWord.To(unknown, verbs));
        }

        return $"{CommandPath(command)} takes no argument \"{unknown}\" here.";
    }

    // System.CommandLine names the type of the program.
    [GeneratedRegex(
        "^Cannot parse argument '(?<word>.*)' for option '(?<option>.*)' as expected type 'System\\.(?:Double|Int32|Int64)'",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex NoNumber();

    /// <summary>A script that reads JSON gets JSON, also when the rest of its command line cannot be understood.</summary>
    internal static bool WantsJson(IReadOnlyList<string> arguments) =>
        arguments.Contains("--json", StringComparer.Ordinal)
        || arguments.Contains("--format=json", StringComparer.Ordinal)
        || arguments.Zip(arguments.Skip(1)).Any(pair => pair is ("--format", "json"));

    private static bool LooksLikeOption(string word) => word.Length > 1 && word[0] == '-';

    private static bool IsArgument(ParseResult parsed, Token token) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>().Any(a => a.Tokens.Contains(token))
        || parsed.UnmatchedTokens.Contains(token.Value, StringComparer.Ordinal);

    private static string NoSuchOption(Command command, string unknown)
    {
        var options = OptionsOf(command).SelectMany(o => o.Aliases.Prepend(o.Name));
        return Suggest($"{CommandPath(command)} has no option \"{unknown}\".", NearestWord.To(unknown, options));
    }

    private static string Suggest(string sentence, string? nearest) =>
        nearest is null ? sentence : $"{sentence} Did you mean \"{nearest}\"?";

    private static IEnumerable<Option> OptionsOf(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(p => p.Options).Where(o => o.Recursive));

    /// <summary>"plumb stack lint".</summary>
    internal static string CommandPath(Command command) =>
        command is RootCommand ? "plumb"
        : command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{CommandPath(parent)} {command.Name}"
        : command.Name;
}
