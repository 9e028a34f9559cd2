using System.Text;
using Plumb.Cli.Rendering.Html;

namespace Plumb.Cli.Rendering;

/// <summary>A report in any format, as UTF-8 without a byte order mark and with LF line ends.</summary>
internal static class ReportWriter
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the report. The same report, settings and format give the same bytes.</summary>
    public static void Write(CheckReport report, RenderSettings settings, ReportFormat format, Stream output)
    {
        switch (format)
        {
            case ReportFormat.Json:
                JsonRenderer.Render(report, settings, output);
                break;
            case ReportFormat.Sarif:
                SarifRenderer.Render(report, settings, output);
                break;
            case ReportFormat.JUnit:
                JUnitRenderer.Render(report, settings, output);
                break;
            default:
                using (var text = new StreamWriter(output, _utf8, leaveOpen: true))
                {
                    WriteText(report, settings, format, text);
                }

                break;
        }
    }

    private static void WriteText(CheckReport report, RenderSettings settings, ReportFormat format, TextWriter output)
    {
        switch (format)
        {
            case ReportFormat.GitHub:
                GitHubRenderer.Render(report, settings, output);
                break;
            case ReportFormat.Markdown:
                MarkdownRenderer.Render(report, settings, output);
                break;
            case ReportFormat.Html:
                HtmlRenderer.Render(report, settings, output);
                break;
            default:
                TextRenderer.Render(report, settings, output);
                break;
        }
    }
}
