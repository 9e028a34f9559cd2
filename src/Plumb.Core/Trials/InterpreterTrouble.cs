using Plumb.Environments;
using Plumb.Files;
using Plumb.Processes;
using Plumb.Python;

namespace Plumb.Trials;

/// <summary>Why an environment's own interpreter cannot be run here.</summary>
public static class InterpreterTrouble
{
    /// <summary>A sentence, or null when the files say nothing against it.</summary>
    /// <param name="files">The world that was looked at.</param>
    /// <param name="installation">The environment.</param>
    public static string? Of(FileWorld files, PythonInstallation installation)
    {
        if (files.Root is not null)
        {
            return "What lies below --root is looked at and never run: its interpreter belongs to another machine.";
        }

        var system = installation.Platform.System;
        var here =
            OperatingSystem.IsWindows() ? OperatingSystemFamily.Windows
            : OperatingSystem.IsMacOS() ? OperatingSystemFamily.MacOs
            : OperatingSystemFamily.Linux;
        if (system != here)
        {
            return $"{installation.Prefix} is an environment of {Name(system)}, which does not run on {Name(here)}.";
        }

        return installation switch
        {
            { Executable: null } => $"{installation.Prefix} has no interpreter of its own that could be run.",
            { ExecutableDangles: true } =>
                $"{installation.Executable} is a link to an interpreter that is not there any more.",
            { ExecutableIsDenied: true } => $"{installation.Executable} leads to where this account may not look.",
            _ => null,
        };
    }

    /// <summary>What a child that could not be started, or did not come to our first line, says of the interpreter.</summary>
    public static string Of(PythonInstallation installation, ChildEnd end)
    {
        if (end.Kind == ChildEndKind.NotStarted)
        {
            return $"{installation.Executable} cannot be started: {end.Trouble}.";
        }

        var said = end.Error.Split('\n').Select(l => l.Trim()).LastOrDefault(l => l.Length > 0);
        var how = end.Kind switch
        {
            ChildEndKind.TimedOut => "it does not end",
            ChildEndKind.Signalled => "it is ended by " + end.Signal,
            _ => FormattableString.Invariant($"it ends with code {end.Code}"),
        };
        return $"{installation.Executable} does not run: {said?.TrimEnd('.') ?? how}.";
    }

    private static string Name(OperatingSystemFamily system) =>
        system switch
        {
            OperatingSystemFamily.Windows => "Windows",
            OperatingSystemFamily.MacOs => "macOS",
            OperatingSystemFamily.Linux => "Linux",
            _ => "another system",
        };
}
