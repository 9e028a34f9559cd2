using System.Globalization;
using System.Runtime.InteropServices;

namespace Plumb.Cli.Hosting;

/// <summary>
/// What the caller opened for this process, by the names that shells give it: <c>/dev/stdout</c>, <c>/dev/stderr</c>, <c>/dev/fd/N</c>,
/// <c>/proc/self/fd/N</c>. It is written where it stands: others write there before and after.
/// </summary>
internal static partial class OpenDescriptor
{
    private static readonly string[] _folders = ["/dev/fd/", "/proc/self/fd/"];

    /// <summary>The number behind a path; null when it names none.</summary>
    public static int? Of(string path) =>
        OperatingSystem.IsWindows() ? null
        : path == "/dev/stdout" ? 1
        : path == "/dev/stderr" ? 2
        : Array.Find(_folders, f => path.StartsWith(f, StringComparison.Ordinal)) is { } folder
        && int.TryParse(path.AsSpan(folder.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
        : null;

    /// <summary>Writes all bytes.</summary>
    /// <exception cref="IOException">It cannot be written; its <c>HResult</c> is the system's error.</exception>
    public static void Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        const int Interrupted = 4;
        while (!bytes.IsEmpty)
        {
            var written = Write(descriptor, in MemoryMarshal.GetReference(bytes), (nuint)bytes.Length);
            if (written >= 0)
            {
                bytes = bytes[(int)written..];
            }
            else if (Marshal.GetLastPInvokeError() is var error && error != Interrupted)
            {
                throw new IOException("write", error);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, in byte first, nuint count);
}
