using System.Collections.Immutable;
using System.CommandLine;
using Plumb.Cli.Commands;

namespace Plumb.Cli.Outlines;

/// <summary>
/// A command as its readers see it, taken from the definition that parses it. Help, man page, reference and shell
/// completions are all made of this, so that none can tell another story.
/// </summary>
/// <param name="Path">With its parents: "plumb check".</param>
/// <param name="Name">Its own name.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Details">More paragraphs.</param>
/// <param name="Examples">Command lines that work as pasted.</param>
/// <param name="Arguments">What it takes by position.</param>
/// <param name="Options">Its own options.</param>
/// <param name="Commands">Commands below it.</param>
internal sealed record CommandOutline(
    string Path,
    string Name,
    ImmutableArray<string> Aliases,
    string Summary,
    ImmutableArray<string> Details,
    ImmutableArray<Example> Examples,
    ImmutableArray<ArgumentOutline> Arguments,
    ImmutableArray<OptionOutline> Options,
    ImmutableArray<CommandOutline> Commands
)
{
    /// <summary>The outline of a command and everything below it; what is hidden is left out.</summary>
    public static CommandOutline Of(Command command, string? parentPath = null)
    {
        var name = command is RootCommand ? "plumb" : command.Name;
        var path = parentPath is null ? name : $"{parentPath} {name}";
        var verb = command as Verb;
        return new CommandOutline(
            path,
            name,
            [.. command.Aliases.Order(StringComparer.Ordinal)],
            command.Description ?? "",
            verb?.Details ?? [],
            verb?.Examples ?? [],
            [.. command.Arguments.Where(a => !a.Hidden).Select(ArgumentOutline.Of)],
            [.. command.Options.Where(o => !o.Hidden).Select(OptionOutline.Of)],
            [.. command.Subcommands.Where(c => !c.Hidden).Select(c => Of(c, path))]
        );
    }

    /// <summary>This command and all below it, parents first.</summary>
    public IEnumerable<CommandOutline> All() => Commands.SelectMany(c => c.All()).Prepend(this);

    /// <summary>"plumb check [OPTIONS] [PATH]".</summary>
    public string Usage
    {
        get
        {
            var parts = new List<string> { Path };
            if (!Commands.IsEmpty)
            {
                parts.Add("COMMAND");
            }

            parts.Add("[OPTIONS]");
            parts.AddRange(Arguments.Select(a => a.IsRequired ? a.Name : $"[{a.Name}]"));
            return string.Join(' ', parts);
        }
    }
}

/// <summary>What a word on the command line stands for, which is what a shell completes.</summary>
internal enum ValueKind
{
    /// <summary>Nothing follows, or nothing that can be guessed.</summary>
    None,

    /// <summary>One of a few words.</summary>
    Words,

    /// <summary>A file or folder.</summary>
    Path,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>Codes of rules, separated by commas.</summary>
    Codes,
}

/// <summary>An argument by position.</summary>
internal sealed record ArgumentOutline(
    string Name,
    string Summary,
    bool IsRequired,
    ValueKind Kind,
    ImmutableArray<string> Words
)
{
    /// <summary>The outline of an argument.</summary>
    public static ArgumentOutline Of(Argument argument)
    {
        ImmutableArray<string> words = [.. argument.GetCompletions(Empty).Select(c => c.Label)];
        return new ArgumentOutline(
            argument.Name,
            argument.Description ?? "",
            argument.Arity.MinimumNumberOfValues > 0,
            words.IsEmpty ? OptionOutline.KindOf(argument.Name) : ValueKind.Words,
            words
        );
    }

    private static System.CommandLine.Completions.CompletionContext Empty =>
        System.CommandLine.Completions.CompletionContext.Empty;
}
