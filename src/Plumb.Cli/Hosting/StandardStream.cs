using Microsoft.Win32.SafeHandles;

namespace Plumb.Cli.Hosting;

/// <summary>
/// Standard output and error. To a terminal of Unix they are written directly: .NET's console would first send sequences that change
/// what the terminal's keys send, and they end in logs that record a terminal.
/// </summary>
internal static class StandardStream
{
    /// <summary>Standard output.</summary>
    public static Stream Output() =>
        Console.IsOutputRedirected || OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : Direct(1);

    /// <summary>Standard error.</summary>
    public static Stream Error() =>
        Console.IsErrorRedirected || OperatingSystem.IsWindows() ? Console.OpenStandardError() : Direct(2);

    private static FileStream Direct(int descriptor) =>
        new(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
}
