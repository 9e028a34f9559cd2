using System.CommandLine;
using System.Text;
using Plumb.Checks;
using Plumb.Cli.Hosting;
using Plumb.Cli.Rendering;
using Plumb.Configuration;
using Plumb.Environments.Observing;
using Plumb.Files;
using Plumb.Metadata.Declarations;
using Plumb.Stacks;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb stack init</c>: a first manifest from what an application declares.</summary>
internal static class StackInitCommand
{
    private const string FileName = "plumb.toml";
    private const int MostBytes = 1 << 20;

    /// <summary>Makes the command.</summary>
    public static Verb Create(World world, SharedOptions shared)
    {
        var path = new Argument<string>("PATH")
        {
            Description = "The application's folder. Without it: this one.",
            DefaultValueFactory = _ => ".",
        };
        var name = new Option<string?>("--name")
        {
            HelpName = "NAME",
            Description = "The stack's name. Without it: the folder's.",
        };
        var hash = new Option<bool>("--hash") { Description = "Read each model file for its SHA-256." };
        var dry = new Option<bool>("--dry-run") { Description = "Print what would be written, and write nothing." };
        var answer = new AnswerOptions(("text", ReportFormat.Text), ("json", ReportFormat.Json));
        var command = new Verb("init", "Write plumb.toml from what an application declares and holds.")
        {
            Details =
            [
                "Takes over requirements, the versions of Python, builds for CUDA, model files and start files; adds what Plumb knows of the "
                    + "packages: which exclude each other, which libraries of the system they load. Nothing of the application runs.",
                "A plumb.toml that is there keeps what it says; one that states a stack is not touched.",
            ],
            Examples =
            [
                new("plumb stack init --dry-run", "what would be written"),
                new("plumb stack init app/ --name faces --hash", "with the hashes of its model files"),
            ],
        };
        command.Arguments.Add(path);
        foreach (var option in new Option[] { name, hash, dry })
        {
            command.Options.Add(option);
        }

        answer.AddTo(command);
        command.SetAction(parsed =>
            Run(
                new Call("stack init", parsed, world, shared, answer),
                parsed.GetValue(path) ?? ".",
                parsed.GetValue(name),
                parsed.GetValue(hash),
                parsed.GetValue(dry)
            )
        );
        return command;
    }

    private static int Run(Call call, string typed, string? name, bool hash, bool dry)
    {
        if (OwnFactFiles.Add(call) is { } unread)
        {
            return call.Refuse(unread);
        }

        var files = new FileWorld();
        var folder = WorldPath.Normalize(call.World.Absolute(typed));
        if (!files.IsDirectory(folder))
        {
            return call.Refuse(
                new ReportError("not-found", $"{typed} is no folder.", "Name the application's folder.")
            );
        }

        if (name is not null && (name.Length == 0 || !StackName.Takes(name)))
        {
            return call.Refuse(
                new ReportError("usage", $"--name takes lower-case letters, digits and hyphens, not \"{name}\".")
            );
        }

        if (!StackFile.TryRead(files, folder, out var stated, out var error))
        {
            return call.Refuse(new ReportError("manifest", error.ToString(), "Mend it, or move it away, first."));
        }

        if (stated is not null && !dry)
        {
            return call.Refuse(
                new ReportError(
                    "exists",
                    $"{stated.Place.File} states the stack {stated.Name} already; nothing was written.",
                    "See what would be written anew: plumb stack init --dry-run"
                )
            );
        }

        if (!dry && StackFile.WouldHideSettings(files, folder))
        {
            return call.Refuse(
                new ReportError(
                    "exists",
                    "pyproject.toml holds settings of Plumb, which a plumb.toml beside it would hide; nothing was written.",
                    "Move its [tool.plumb] into a plumb.toml first, or put what this prints there: plumb stack init --dry-run"
                )
            );
        }

        var declaration = Declaration.Find(files, folder, call.World.Variables).Chosen;
        var models = ModelFileFinder.Find(files, folder, hash, call.World.Cancellation);
        if (declaration is null && models.IsEmpty)
        {
            return call.Refuse(
                new ReportError(
                    "nothing",
                    $"{typed} declares no requirements and holds no model files: there is nothing to take over.",
                    "Write plumb.toml by hand: docs/stack.md, or name the folder that holds requirements.txt or pyproject.toml."
                )
            );
        }

        var draft = new StackDraft(name ?? NameOf(folder), declaration, models, ModelFileFinder.Starts(files, folder));
        var text = draft.Write();
        var target = WorldPath.Join(folder, FileName);
        if (!dry && Add(files, target, text) is { } trouble)
        {
            return call.Fail(new ReportError("output", trouble), call.Answer.Format(call.Parsed), ExitCode.Unfinished);
        }

        var format = call.Answer.Format(call.Parsed);
        var settings = call.Settings();
        return call.Deliver(
            settings,
            format,
            ExitCode.Clean,
            output => Write(draft, declaration?.Path, dry ? null : target, text, format, settings, output)
        );
    }

    // What the file says already stays: the new tables are put after it.
    private static string? Add(FileWorld files, string target, string text)
    {
        ReadResult? before = files.IsFile(target) ? files.Read(target, MostBytes) : null;
        if (before is { Succeeded: false })
        {
            return $"{target} cannot be read: {FileFailureText.Of(before.Value.Failure)}.";
        }

        return OutputFile.Write(
            files.ToHost(target) ?? target,
            output =>
            {
                if (before is { Bytes: { Length: > 0 } bytes })
                {
                    output.Write(bytes);
                    output.Write(bytes[^1] == '\n' ? "\n"u8 : "\n\n"u8);
                }

                output.Write(Encoding.UTF8.GetBytes(text));
            }
        );
    }

    private static void Write(
        StackDraft draft,
        string? declaration,
        string? written,
        string text,
        ReportFormat format,
        RenderSettings settings,
        Stream output
    )
    {
        if (format == ReportFormat.Json)
        {
            JsonEnvelope.Write(
                output,
                settings,
                json =>
                {
                    json.WriteStartObject();
                    json.WriteString("file", written);
                    json.WriteString("from", declaration);
                    json.WriteString("text", text);
                    json.WriteStrings("leftOut", draft.LeftOut);
                    json.WriteEndObject();
                },
                new CheckReport()
            );
            return;
        }

        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        if (written is null)
        {
            writer.Write(text);
            return;
        }

        var from = declaration is null ? "nothing that declares requirements was found" : $"from {declaration}";
        writer.Write(
            $"{VisibleText.Of(written, settings.Unicode)}: {Words.Many(draft.Requirements, "requirement")} in {Words.Many(draft.Stages, "stage")}, {VisibleText.Of(from, settings.Unicode)}.\n"
        );
        foreach (var left in draft.LeftOut)
        {
            writer.Write($"Not taken over: {VisibleText.Of(left, settings.Unicode)}\n");
        }

        var shell = new Shell(OperatingSystem.IsWindows());
        var shown = WorldPath.Parent(written) == settings.CurrentFolder ? WorldPath.Name(written) : written;
        writer.Write($"To judge by it: plumb check --stack {VisibleText.Of(shell.Quote(shown), settings.Unicode)}\n");
    }

    private static string NameOf(string folder)
    {
        var name = string.Concat(WorldPath.Name(folder).ToLowerInvariant().Select(c => StackName.Takes(c) ? c : '-'))
            .Trim('-');
        return name.Length == 0 ? "application" : name;
    }
}
