using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;

namespace Plumb.Processes;

/// <summary>Runs one program to its end, within bounds, and ends what it started and what stayed in its group.</summary>
internal static class ChildProcess
{
    // What holds the pipes open after the group is gone has left the group; it is not waited for.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    /// <summary>Runs it.</summary>
    /// <param name="program">An executable.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="variables">All of its environment variables.</param>
    /// <param name="time">After that it is ended.</param>
    /// <param name="cancellation">Ends it too; then <see cref="OperationCanceledException"/> is thrown.</param>
    public static async Task<ChildEnd> RunAsync(
        string program,
        ImmutableArray<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string> variables,
        TimeSpan time,
        CancellationToken cancellation
    )
    {
        cancellation.ThrowIfCancellationRequested();
        var started = Stopwatch.GetTimestamp();
        using var process = Start(program, arguments, folder, variables, out var trouble);
        if (process is null)
        {
            return new ChildEnd(ChildEndKind.NotStarted, TimeSpan.Zero) { Trouble = trouble };
        }

        var id = process.Id;
        // Who presses Ctrl-C waits for nothing: the token's own call ends the child.
        await using var interrupt = cancellation.Register(() => ProcessTree.End(process, id));
        CloseInput(process);
        using var reading = new CancellationTokenSource();
        var (output, error) = (new BoundedOutput(), new BoundedOutput());
        var read = Task.WhenAll(
            output.FillAsync(process.StandardOutput.BaseStream, reading.Token),
            error.FillAsync(process.StandardError.BaseStream, reading.Token)
        );
        var inTime = await EndsAsync(process, time);
        var took = Stopwatch.GetElapsedTime(started);
        ProcessTree.End(process, id);
        await EndsAsync(process, _patience);
        if (await Task.WhenAny(read, Task.Delay(_patience, CancellationToken.None)) != read)
        {
            await reading.CancelAsync();
        }

        cancellation.ThrowIfCancellationRequested();
        var signal = inTime ? SignalNames.Of(process.ExitCode) : null;
        return new ChildEnd(
            !inTime ? ChildEndKind.TimedOut
                : signal is null ? ChildEndKind.Exited
                : ChildEndKind.Signalled,
            took
        )
        {
            Code = inTime && signal is null ? process.ExitCode : 0,
            Signal = signal,
            Output = output.ToString(),
            Error = error.ToString(),
        };
    }

    private static Process? Start(
        string program,
        ImmutableArray<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string> variables,
        out string? trouble
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        trouble = null;
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception e)
        {
            trouble = Why(e);
            return null;
        }
    }

    // The numbers of errno and of Windows agree on what matters here.
    private static string Why(Win32Exception error) =>
        error.NativeErrorCode switch
        {
            2 => "it is not there",
            5 or 13 => "it may not be run",
            8 or 193 => "it is no program for this machine",
            _ => error.Message.TrimEnd('.'),
        };

    private static async Task<bool> EndsAsync(Process process, TimeSpan time)
    {
        using var limit = new CancellationTokenSource(time);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return process.HasExited;
        }
    }

    private static void CloseInput(Process process)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended already.
        }
    }
}
