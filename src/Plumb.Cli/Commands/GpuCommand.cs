using System.Text;
using Plumb.Cli.Rendering;
using Plumb.Findings;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb gpu</c>: which GPUs there are, and what the environment's packages can do on them.</summary>
internal static class GpuCommand
{
    /// <summary>Makes the command.</summary>
    public static Verb Create(World world, SharedOptions shared)
    {
        var options = new GpuOptions();
        var answer = new AnswerOptions(
            ("text", ReportFormat.Text),
            ("json", ReportFormat.Json),
            ("markdown", ReportFormat.Markdown)
        );
        var command = new Verb("gpu", "Say which GPUs there are and which packages can use them, without running them.")
        {
            Details =
            [
                "Each package with code for CUDA is judged for each card of NVIDIA: whether it holds machine code or PTX for it, "
                    + "whether the driver serves its CUDA, and whether its CUDA and cuDNN libraries are there. "
                    + "torch is judged for cards of AMD, Intel and Apple too, as far as files tell. "
                    + "The exit code is 1 when one cannot run on a card that it is built for, or fails on it.",
                "Nothing of the environment runs, unless --test asks for it: then its own torch, onnxruntime and CTranslate2 "
                    + "multiply two matrices on each device that they say they have and on the CPU, in processes of their own, and "
                    + "the product is compared with the exact one.",
                "Cards that are not there can be asked about with --gpu, or with the variables of conda and uv "
                    + "(CONDA_OVERRIDE_CUDA, CONDA_OVERRIDE_CUDA_ARCH, UV_CUDA_DRIVER_VERSION). CUDA_VISIBLE_DEVICES is honoured.",
            ],
            Examples =
            [
                new("plumb gpu", "this machine and the environment in this folder"),
                new("plumb gpu --env venv --gpu RTX5080", "a card that is not there"),
                new("plumb gpu --test", "let the libraries compute on each device"),
                new("plumb gpu --gpu sm_89,driver=550.54 --json", "a card by its facts, for scripts"),
            ],
        };
        options.AddTo(command);
        answer.AddTo(command);
        command.SetAction(parsed => Run(new Call("gpu", parsed, world, shared, answer), options));
        return command;
    }

    private static int Run(Call call, GpuOptions options)
    {
        var (parsed, world) = (call.Parsed, call.World);
        if (OwnFactFiles.Add(call) is { } unread)
        {
            return call.Refuse(unread);
        }

        if (options.Request(parsed, world, out var mistake) is not { } request)
        {
            return call.Refuse(mistake!);
        }

        var report = GpuInspector.Inspect(request with { ShowsProgress = call.ShowsProgress }, world, out var error);
        world.Cancellation.ThrowIfCancellationRequested();
        var format = call.Answer.Format(parsed);
        if (report is null)
        {
            return call.Fail(error!, format, ExitCode.Unfinished);
        }

        if (report.Error is { } trouble)
        {
            ErrorLine.Write(world, trouble);
        }

        var code =
            report.Error is not null ? ExitCode.Unfinished
            : report.Assessment.HasRefusal || report.Findings.Any(f => f.Severity == Severity.Error) ? ExitCode.Findings
            : ExitCode.Clean;
        var settings = call.Settings() with { Succeeded = code == ExitCode.Clean };
        return call.Deliver(settings, format, code, output => Write(report, format, settings, output));
    }

    // Fingerprints leave out where the environment lies, as those of check do.
    private static CheckReport Envelope(GpuReport report) =>
        new()
        {
            Environment = report.Prefix is { } prefix ? new EnvironmentFacts(prefix, "", null, null, null, []) : null,
            Findings = report.Findings,
            Error = report.Error,
        };

    private static void Write(GpuReport report, ReportFormat format, RenderSettings settings, Stream output)
    {
        if (format == ReportFormat.Json)
        {
            JsonEnvelope.Write(output, settings, json => GpuJson.Write(json, report), Envelope(report));
            return;
        }

        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        if (format == ReportFormat.Markdown)
        {
            GpuMarkdown.Render(report, settings, text);
        }
        else
        {
            GpuText.Render(report, settings, text);
        }
    }
}
