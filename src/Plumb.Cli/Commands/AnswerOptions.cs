using System.Collections.Immutable;
using System.CommandLine;
using Plumb.Cli.Hosting;
using Plumb.Cli.Rendering;

namespace Plumb.Cli.Commands;

/// <summary>Options that say in which shape an answer is wanted, and where.</summary>
internal sealed class AnswerOptions
{
    private readonly Option<bool> _json = new("--json") { Description = "Short for --format json." };
    private readonly Option<string?> _output = new("--output", "-o")
    {
        HelpName = "FILE",
        Description = "Write the answer to FILE instead of standard output.",
    };

    private readonly Option<ReportFormat> _format;
    private readonly ImmutableArray<ReportFormat> _formats;

    /// <summary>Allows the formats given.</summary>
    public AnswerOptions(params (string Word, ReportFormat Format)[] formats)
    {
        _formats = [.. formats.Select(f => f.Format)];
        _format = Choice.Option("--format", "The shape of the answer.", formats[0].Format, formats);
    }

    /// <summary>All seven formats.</summary>
    public static AnswerOptions All() => new([.. Formats]);

    /// <summary>The words of all seven.</summary>
    public static ImmutableArray<(string Word, ReportFormat Value)> Formats { get; } =
    [
        ("text", ReportFormat.Text),
        ("json", ReportFormat.Json),
        ("sarif", ReportFormat.Sarif),
        ("github", ReportFormat.GitHub),
        ("markdown", ReportFormat.Markdown),
        ("junit", ReportFormat.JUnit),
        ("html", ReportFormat.Html),
    ];

    /// <summary>Gives them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_format);
        command.Options.Add(_json);
        command.Options.Add(_output);
    }

    /// <summary>The format asked for; without one, the one that the file's name tells, then the one that is configured.</summary>
    public ReportFormat Format(ParseResult parsed, string? configured = null)
    {
        if (parsed.GetValue(_json))
        {
            return ReportFormat.Json;
        }

        return IsFormatTyped(parsed)
            ? parsed.GetValue(_format)
            : FormatOfName(parsed.GetValue(_output)) ?? Choice.Of(parsed, _format, configured, Formats);
    }

    /// <summary>The format was asked for by its word, so that whoever reads standard output expects it there.</summary>
    public bool IsFormatTyped(ParseResult parsed) =>
        parsed.GetValue(_json) || parsed.GetResult(_format) is { Implicit: false };

    /// <summary>The file asked for; null for standard output.</summary>
    public string? File(ParseResult parsed, World world) =>
        parsed.GetValue(_output) is { Length: > 0 } named && !IsStandardOutput(named) ? world.Absolute(named) : null;

    // Opened by these names a pipe or socket would be another opening of it, or none at all.
    private static bool IsStandardOutput(string name) =>
        name is "-" or "/dev/stdout" or "/dev/fd/1" or "/proc/self/fd/1";

    /// <summary>Writes the answer where it is wanted.</summary>
    /// <returns>Why the file cannot be written; null when the answer is.</returns>
    public ReportError? Write(ParseResult parsed, World world, Action<Stream> write)
    {
        world.Cancellation.ThrowIfCancellationRequested();
        if (File(parsed, world) is not { } file)
        {
            using var whole = new MemoryStream();
            write(whole);
            whole.WriteTo(world.Output);
            world.Output.Flush();
            return null;
        }

        return OutputFile.Write(file, write) is { } trouble ? new ReportError("output", trouble) : null;
    }

    private ReportFormat? FormatOfName(string? file)
    {
        ReportFormat? told = Path.GetExtension(file)?.ToUpperInvariant() switch
        {
            ".JSON" => ReportFormat.Json,
            ".SARIF" => ReportFormat.Sarif,
            ".MD" => ReportFormat.Markdown,
            ".XML" => ReportFormat.JUnit,
            ".HTML" => ReportFormat.Html,
            _ => null,
        };
        return told is { } format && _formats.Contains(format) ? format : null;
    }
}
