using System.Text;
using Plumb.Cli.Rendering;

namespace Plumb.Cli.Tests.Rendering;

/// <summary>Renders sample reports into memory.</summary>
internal static class Rendered
{
    public static RenderSettings Settings { get; } =
        new()
        {
            Command = "check",
            Version = "1.2.3",
            Succeeded = false,
            CurrentFolder = "/srv/app",
            Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Elapsed = TimeSpan.FromMilliseconds(240),
        };

    public static CheckReport Unfinished { get; } =
        new() { Error = new ReportError("not-found", "No environment is here.", "Name one.") };

    public static string As(ReportFormat format, CheckReport report, RenderSettings? settings = null)
    {
        using var output = new MemoryStream();
        ReportWriter.Write(report, settings ?? Settings, format, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
