using System.Diagnostics;
using Plumb.Core.Tests.Corpus;

namespace Plumb.Cli.Tests.Stories;

/// <summary>
/// The program as a person starts it: the published one that PLUMB_BINARY names, otherwise the one built beside the tests.
/// </summary>
internal static class PlumbProcess
{
    private static readonly string? _binary = Environment.GetEnvironmentVariable("PLUMB_BINARY");

    /// <summary>The words that start it.</summary>
    public static IReadOnlyList<string> Start =>
        string.IsNullOrEmpty(_binary)
            ? ["dotnet", Path.Combine(AppContext.BaseDirectory, "plumb.dll")]
            : [Path.GetFullPath(_binary, CorpusFile.RepositoryRoot)];

    /// <summary>
    /// The same for someone who will press Ctrl-C: what a script starts in the background ignores it, and hands that on to its children.
    /// </summary>
    public static IReadOnlyList<string> StartForInterrupt => ["env", "--default-signal=INT", .. Start];

    /// <summary>The same for a shell, quoted.</summary>
    public static string Quoted => string.Join(' ', Start.Select(word => $"'{word}'"));

    /// <summary>Runs plumb to its end.</summary>
    public static Task<Ending> RunAsync(string folder, params string[] arguments) =>
        RunProgramAsync(folder, [.. Start, .. arguments]);

    /// <summary>Runs a line of bash; <c>$PLUMB</c> in it is the program.</summary>
    public static Task<Ending> BashAsync(string folder, string line) =>
        RunProgramAsync(folder, ["bash", "--norc", "-c", line.Replace("$PLUMB", Quoted, StringComparison.Ordinal)]);

    /// <summary>Runs any program to its end.</summary>
    public static async Task<Ending> RunProgramAsync(string folder, IReadOnlyList<string> words)
    {
        using var process = Open(folder, words);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Ending(process.ExitCode, await output, await error);
    }

    /// <summary>Starts any program with its streams in our hands, under a UTF-8 locale.</summary>
    public static Process Open(string folder, IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["XDG_CONFIG_HOME"] = "/nowhere";
        foreach (var name in new[] { "NO_COLOR", "VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONPATH", "PYTHONHOME" })
        {
            start.Environment.Remove(name);
        }

        return Process.Start(start) ?? throw new InvalidOperationException(words[0] + " does not start");
    }
}

/// <summary>How a program ended.</summary>
internal sealed record Ending(int Code, string Output, string Error);
