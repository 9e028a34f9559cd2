using Plumb.Cli.Rendering;

namespace Plumb.Cli.Commands;

/// <summary>Finds the environment that is meant, looks at it and tells what the checks found.</summary>
internal static class EnvironmentInspector
{
    /// <summary>Looks.</summary>
    public static CheckReport Inspect(CheckRequest request, World world) =>
        new() { Error = new ReportError("not-found", "No Python environment was found here.") };
}
