using System.Text;

namespace Plumb.Cli.Rendering;

/// <summary>A report in any format, as UTF-8 without a byte order mark and with LF line ends.</summary>
internal static class ReportWriter
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the report. The same report, settings and format give the same bytes.</summary>
    public static void Write(CheckReport report, RenderSettings settings, ReportFormat format, Stream output)
    {
        if (format == ReportFormat.Json)
        {
            JsonRenderer.Render(report, settings, output);
            return;
        }

        using var text = new StreamWriter(output, _utf8, leaveOpen: true) { NewLine = "\n" };
        TextRenderer.Render(report, settings, text);
    }
}
