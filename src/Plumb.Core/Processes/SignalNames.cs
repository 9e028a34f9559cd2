using System.Globalization;

namespace Plumb.Processes;

/// <summary>The exit codes by which a system tells that a process did not end by itself.</summary>
internal static class SignalNames
{
    // Numbers up to 31 are the same on every processor of Linux that .NET runs on; macOS differs in a few.
    private static readonly Dictionary<int, string> _linux = new()
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [3] = "SIGQUIT",
        [4] = "SIGILL",
        [5] = "SIGTRAP",
        [6] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [9] = "SIGKILL",
        [11] = "SIGSEGV",
        [13] = "SIGPIPE",
        [14] = "SIGALRM",
        [15] = "SIGTERM",
        [24] = "SIGXCPU",
        [25] = "SIGXFSZ",
        [31] = "SIGSYS",
    };

    private static readonly Dictionary<int, string> _mac = new(_linux)
    {
        [7] = "SIGEMT",
        [10] = "SIGBUS",
        [12] = "SIGSYS",
    };

    // NTSTATUS codes that a process ends with when nobody handles its exception.
    private static readonly Dictionary<uint, string> _windows = new()
    {
        [0xC0000005] = "an access violation",
        [0xC000001D] = "an illegal instruction",
        [0xC0000094] = "a division by zero",
        [0xC00000FD] = "a stack overflow",
        [0xC0000135] = "a DLL that is not found",
        [0xC0000139] = "an entry point that is not found",
        [0xC0000142] = "a DLL that could not be initialised",
        [0xC0000374] = "a corrupted heap",
        [0xC0000409] = "a stack buffer overrun",
    };

    /// <summary>The signal that an exit code of this system stands for; null when it is a code of the program's own.</summary>
    public static string? Of(int code)
    {
        if (OperatingSystem.IsWindows())
        {
            return unchecked((uint)code) is >= 0xC0000000 and var status
                ? _windows.GetValueOrDefault(status) ?? string.Create(CultureInfo.InvariantCulture, $"0x{status:X8}")
                : null;
        }

        return code is > 128 and <= 128 + 64 ? OfNumber(code - 128) : null;
    }

    private static string OfNumber(int signal) =>
        (OperatingSystem.IsMacOS() ? _mac : _linux).GetValueOrDefault(signal)
        ?? string.Create(CultureInfo.InvariantCulture, $"signal {signal}");
}
