using Plumb.Cli.Rendering;

namespace Plumb.Cli.Commands;

/// <summary>The answer of a command that could not give its own: formats that programs read carry the reason.</summary>
internal static class FailedAnswer
{
    /// <summary>Whether a format has a place for the reason; the others leave it to standard error.</summary>
    public static bool IsTold(ReportFormat format) =>
        format is ReportFormat.Json or ReportFormat.Sarif or ReportFormat.JUnit;

    /// <summary>Writes the reason alone.</summary>
    public static void Write(ReportError error, RenderSettings settings, ReportFormat format, Stream output)
    {
        var report = new CheckReport { Error = error };
        if (format == ReportFormat.Json)
        {
            JsonEnvelope.Write(output, settings with { Succeeded = false }, null, report);
        }
        else
        {
            ReportWriter.Write(report, settings with { Succeeded = false }, format, output);
        }
    }

    /// <summary>Says that the file of <c>-o</c> could not be written: the reason goes where the answer would have gone without it.</summary>
    /// <returns>The exit code.</returns>
    public static int Unwritten(World world, ReportError error, RenderSettings settings, ReportFormat format)
    {
        ErrorLine.Write(world, error);
        if (IsTold(format))
        {
            Write(error, settings, format, world.Output);
        }

        return ExitCode.Unfinished;
    }
}
