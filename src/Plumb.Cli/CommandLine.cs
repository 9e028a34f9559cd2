using System.CommandLine;
using System.CommandLine.Invocation;
using Plumb.Cli.Commands;

namespace Plumb.Cli;

/// <summary>The whole program: a command line and a world in, an exit code out.</summary>
internal static class CommandLine
{
    // Arguments are taken as they are: a name that begins with @ is a name.
    private static readonly ParserConfiguration _parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command.</summary>
    public static int Run(IReadOnlyList<string> arguments, World world) =>
        Run(arguments, world, EnvironmentInspector.Inspect);

    /// <summary>Runs one command with another way to look at environments.</summary>
    public static int Run(IReadOnlyList<string> arguments, World world, Inspector inspect)
    {
        var parsed = PlumbCommand.Create(world, inspect).Parse(ImportsOption.Separated(arguments), _parsing);
        if (parsed.Action is null or ParseErrorAction || UsageTrouble.UnknownOption(parsed) is not null)
        {
            return UsageTrouble.Report(parsed, arguments, world);
        }

        return parsed.Invoke(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }
        );
    }
}
