using Plumb.Findings;
using Plumb.Formats.Fatbins;
using Plumb.Machine.Gpus;
using Plumb.Native.Cuda;

namespace Plumb.Cli.Rendering;

/// <summary>The answer of <c>gpu</c> for people: each card, and below it what each consumer can do on it.</summary>
internal static class GpuText
{
    private const int Indent = 2;
    private const int WidestName = 40;

    /// <summary>Writes the report; every line ends with LF.</summary>
    public static void Render(GpuReport report, RenderSettings settings, TextWriter output)
    {
        var lines = settings.Quiet ? [Choice(report)] : Lines(report, settings);
        foreach (var line in lines)
        {
            output.Write(line);
            output.Write('\n');
        }
    }

    private static List<string> Lines(GpuReport report, RenderSettings settings)
    {
        var paint = new Paint(settings.Colour);
        var gpus = report.Assessment.Gpus;
        var lines = new List<string>();
        void Paragraph(string text) => lines.AddRange(TextWrap.Lines(Visible(text, settings), settings.Width));
        foreach (var remark in report.Remarks)
        {
            Paragraph(remark);
        }

        if (gpus.Devices.IsEmpty)
        {
            lines.Add(paint.Strong("No GPU is there" + (gpus.Driver is null ? "." : $" ({Driver(gpus.Driver)}).")));
        }

        var wide = report.Assessment.Consumers.Select(c => c.Label.Length).Append(0).Max();
        foreach (var device in gpus.Devices)
        {
            lines.Add(paint.Strong(Visible(Device(device, gpus), settings)));
            var verdicts = report.Assessment.Verdicts.Where(v => v.Device == device.Index).ToList();
            if (verdicts.Count > 0)
            {
                lines.Add("");
                foreach (var verdict in verdicts)
                {
                    Verdict(
                        verdict.Consumer.Label,
                        verdict.Runs,
                        Reason(verdict),
                        Math.Min(wide, WidestName),
                        settings,
                        lines
                    );
                }

                lines.Add("");
            }

            foreach (var verdict in report.Assessment.Others.Where(v => v.Device == device.Index))
            {
                Verdict(verdict.Label, verdict.Runs, verdict.Reason, Math.Min(wide, WidestName), settings, lines);
            }
        }

        if (gpus.Devices.IsEmpty || report.Assessment.Verdicts.IsEmpty)
        {
            Consumers(report, settings, lines);
        }

        foreach (var note in gpus.Notes)
        {
            Paragraph(note);
        }

        foreach (var line in report.Trials is { } trials ? DeviceTrialText.Lines(trials) : [])
        {
            Paragraph(line);
        }

        // What a verdict or a line of a product says already is not told twice.
        var groups = CauseGroup.Of([.. report.Findings.Where(f => settings.Verbose || !IsTold(f, report))]);
        foreach (var group in groups.Where(g => settings.Verbose || g.Head.Severity > Severity.Info))
        {
            lines.Add("");
            lines.AddRange(new TextBlock(settings, report.Prefix).Full(group));
        }

        if (!groups.IsEmpty)
        {
            lines.Add("");
        }

        Paragraph(Choice(report));
        return lines;
    }

    private static bool IsTold(Finding finding, GpuReport report) =>
        finding.Rule.Code is "PLB2303" or "PLB2304" or "PLB2305" && !report.Assessment.Verdicts.IsEmpty;

    /// <summary>What an application would compute on, a sentence.</summary>
    public static string Choice(GpuReport report)
    {
        var choice = report.Assessment.Choice;
        var device = choice.Index is { } index ? Words.Invariant($"{choice.Device} (cuda:{index})") : choice.Device;
        return $"An application would choose: {device}, because {choice.Why}.";
    }

    /// <summary>"GeForce RTX 5080 · sm_120 · 16 GB · driver 576.02 → CUDA up to 12.9".</summary>
    public static string Device(GpuDevice device, GpuInventory gpus)
    {
        var parts = new List<string>
        {
            device.Name?.Value
                ?? (device.Vendor == GpuVendor.Nvidia ? "a card of NVIDIA" : $"a GPU of {device.Vendor}"),
        };
        if (gpus.Devices.Length > 1)
        {
            parts[0] = Words.Invariant($"{device.Index}: {parts[0]}");
        }

        if (device.Capability is { } capability)
        {
            parts.Add(capability.Value.SmName);
        }
        else if (device.Architecture is { } architecture)
        {
            parts.Add(architecture.Value);
        }

        if (device.MemoryBytes is { } memory)
        {
            // A card's GB are those of its memory chips; drivers report a few per cent less.
            parts.Add(Words.Invariant($"{Math.Round(memory.Value / (double)(1L << 30)):0} GB"));
        }

        if (device.Vendor == GpuVendor.Nvidia)
        {
            parts.Add(gpus.Driver is { } driver ? Driver(driver) : "driver not known");
        }

        if (device is { Vendor: GpuVendor.Nvidia, CudaIndex: null, Mig: not MigRole.Divided })
        {
            parts.Add(gpus.Visible is null ? "not usable" : "hidden by CUDA_VISIBLE_DEVICES");
        }

        return string.Join(" · ", parts);
    }

    private static string Driver(CudaDriver driver)
    {
        var version = driver.Version is { } known ? $"driver {known.Value}" : "driver";
        return driver.Cuda is { } cuda
            ? $"{version} → CUDA up to {cuda.Value}{(driver.IsCudaLowerBound ? " or newer" : "")}"
            : version;
    }

    private static void Verdict(
        string label,
        Runs runs,
        string reason,
        int wide,
        RenderSettings settings,
        List<string> lines
    )
    {
        var paint = new Paint(settings.Colour);
        var word = GpuJson.Word(runs);
        var painted = runs switch
        {
            Runs.Yes => paint.Good(word),
            Runs.No => paint.Severe(Severity.Error, word),
            _ => paint.Severe(Severity.Info, word),
        };
        var start = new string(' ', Indent) + Visible(label, settings).PadRight(wide) + "  ";
        var room = Math.Max(20, settings.Width - start.Length - 9);
        var first = true;
        foreach (var line in TextWrap.Lines(Visible(reason, settings), room))
        {
            lines.Add(
                first
                    ? start + painted + new string(' ', 9 - word.Length) + line
                    : new string(' ', start.Length + 9) + line
            );
            first = false;
        }
    }

    /// <summary>The reason, and the build to take instead where one is known.</summary>
    public static string Reason(CudaVerdict verdict) =>
        verdict.Instead is { } build
            ? $"{verdict.Reason} → torch {build.Torch} for CUDA {build.Cuda} ({build.Tag}) would run"
            : verdict.Reason;

    private static void Consumers(GpuReport report, RenderSettings settings, List<string> lines)
    {
        foreach (var consumer in report.Assessment.Consumers)
        {
            var code = DeviceCode.Describe(consumer.Architectures);
            var facts = new[]
            {
                consumer.IsCpuOnly ? "for the CPU only" : "",
                consumer.Cuda is { } cuda ? $"CUDA {cuda}" : "",
                consumer.Cudnn is { } cudnn ? Words.Invariant($"cuDNN {cudnn}") : "",
                code.Length == 0 ? "" : code,
            };
            var text = $"{consumer.Label}: {string.Join(", ", facts.Where(f => f.Length > 0))}";
            lines.AddRange(
                TextWrap
                    .Lines(Visible(text, settings), settings.Width - Indent)
                    .Select(l => new string(' ', Indent) + l)
            );
        }
    }

    private static string Visible(string text, RenderSettings settings) => VisibleText.Of(text, settings.Unicode);
}
