using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Plumb.Processes;

/// <summary>A child and whatever it started.</summary>
internal static partial class ProcessTree
{
    private const int Kill = 9;

    /// <summary>
    /// Ends them. Where the child leads a group of its own (it calls <c>setsid</c> first of all) the group goes, also after the child
    /// itself has ended; who has left the group stays. On Windows nothing is left to find once the child has ended.
    /// </summary>
    public static void End(Process child, int id)
    {
        if (OperatingSystem.IsWindows())
        {
            EndTree(child);
            return;
        }

        // A group of that number exists only when the child made it; before that the child is alone. .NET collects a child as soon as it
        // ends, so after that the number is the group's only while the group has members; it would have to be given out anew at once
        // to mean another.
        if (Signal(-id, Kill) != 0)
        {
            EndTree(child);
        }
    }

    private static void EndTree(Process child)
    {
        try
        {
            child.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended meanwhile.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int target, int signal);
}
