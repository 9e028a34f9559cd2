using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Plumb.Benchmarks;

/// <summary>One run of a program, measured from outside.</summary>
/// <param name="Wall">Seconds from start to exit.</param>
/// <param name="Cpu">Seconds of processor time, user and system, of the program and its children.</param>
internal readonly record struct Measurement(double Wall, double Cpu);

/// <summary>Runs whole programs and measures them as the operating system accounts them.</summary>
internal static partial class MeasuredProcess
{
    private const int Children = -1;

    /// <summary>Runs a command once; its output is read and thrown away.</summary>
    public static Measurement Run(string program, params IReadOnlyList<string> arguments)
    {
        var before = ChildrenCpu();
        var clock = Stopwatch.GetTimestamp();
        using var process = Start(program, arguments);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Measurement(Stopwatch.GetElapsedTime(clock).TotalSeconds, ChildrenCpu() - before);
    }

    /// <summary>Largest resident set in MiB, by GNU time; NaN where that is not installed.</summary>
    public static double ResidentMebibytes(string program, params IReadOnlyList<string> arguments)
    {
        if (!File.Exists("/usr/bin/time"))
        {
            return double.NaN;
        }

        var answer = Path.GetTempFileName();
        using var process = Start("/usr/bin/time", ["-f", "%M", "-o", answer, program, .. arguments]);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var kibibytes = double.Parse(File.ReadAllLines(answer)[^1], CultureInfo.InvariantCulture);
        File.Delete(answer);
        return kibibytes / 1024;
    }

    /// <summary>The median.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static Process Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private static double ChildrenCpu()
    {
        if (GetResourceUsage(Children, out var usage) != 0)
        {
            throw new InvalidOperationException("getrusage failed");
        }

        return usage.UserSeconds + usage.SystemSeconds + ((usage.UserMicroseconds + usage.SystemMicroseconds) / 1e6);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, out ResourceUsage usage);

    /// <summary>The beginning of struct rusage on 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct ResourceUsage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
