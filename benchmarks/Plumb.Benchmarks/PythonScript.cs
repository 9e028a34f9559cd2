using System.Diagnostics;
using System.Globalization;

namespace Plumb.Benchmarks;

/// <summary>Runs a script that measures itself.</summary>
internal static class PythonScript
{
    /// <summary>The lines that the script prints.</summary>
    public static string[] Run(string python, string script, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(python, ["-c", script, .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException(python + " did not start");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Split('\n')
            : throw new InvalidOperationException($"{python} ended with {process.ExitCode}");
    }

    /// <summary>A number as Python prints it.</summary>
    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
