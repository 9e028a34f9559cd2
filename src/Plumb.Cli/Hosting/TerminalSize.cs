using System.Runtime.InteropServices;

namespace Plumb.Cli.Hosting;

/// <summary>
/// How large the terminal behind standard output is. On Linux the kernel is asked: .NET's console would first send the terminal
/// sequences that change what its keys send, and they end in logs that record a terminal.
/// </summary>
internal static partial class TerminalSize
{
    private const int StandardOutput = 1;
    private const nuint GetWindowSize = 0x5413; // TIOCGWINSZ of asm-generic/ioctls.h: x86-64, arm64, RISC-V

    /// <summary>Columns and lines; null where the terminal does not tell.</summary>
    public static (int Columns, int Lines)? Read()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                return Ask(StandardOutput, GetWindowSize, out var size) == 0 && size is { Columns: > 0, Lines: > 0 }
                    ? (size.Columns, size.Lines)
                    : null;
            }

            var (columns, lines) = (Console.WindowWidth, Console.WindowHeight);
            return columns > 0 && lines > 0 ? (columns, lines) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ask(int descriptor, nuint request, out WindowSize size);

    // struct winsize of ioctl_tty(2)
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct WindowSize
    {
        public readonly ushort Lines;
        public readonly ushort Columns;
        private readonly ushort _width;
        private readonly ushort _height;
    }
}
