using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Environments;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Trials.Imports;

/// <summary>Tells imports that fail on purpose: for another system, or for want of an extra that nobody asked for.</summary>
internal static class DeliberateFailure
{
    // Modules of the standard library that are there on Windows only, or never there (docs.python.org, "Availability").
    private static readonly ImmutableHashSet<string> _windows =
    [
        "winreg",
        "_winreg",
        "winsound",
        "msvcrt",
        "nt",
        "_winapi",
        "win32api",
        "win32con",
        "win32file",
        "win32gui",
        "pywintypes",
        "pythoncom",
        "wmi",
    ];

    private static readonly ImmutableHashSet<string> _unix =
    [
        "fcntl",
        "termios",
        "tty",
        "pty",
        "pwd",
        "grp",
        "resource",
        "posix",
        "syslog",
        "crypt",
        "nis",
        "spwd",
        "readline",
    ];

    private static readonly ImmutableHashSet<string> _mac =
    [
        "AppKit",
        "Foundation",
        "Quartz",
        "objc",
        "CoreFoundation",
    ];

    /// <summary>Why it fails on purpose, a sentence; null when it does not.</summary>
    public static string? Of(CheckContext context, ImportTarget target, ImportOutcome outcome, RaisedException? root)
    {
        if (outcome is { Kind: ImportOutcomeKind.Exit } && outcome.Chain is [{ Message: "0" or "None" or "" }, ..])
        {
            return "It is a script: it does its work and ends the process when it is imported.";
        }

        if (root is null)
        {
            return null;
        }

        var module = ImportMessage.Module(root.Message) is { } missing ? missing.Split('.')[0] : null;
        return (module is null ? null : ForAnotherSystem(context, module) ?? ForAnExtra(context, target, root, module))
            ?? (IsWhole(context, target) ? null : Advises(outcome));
    }

    private static string? ForAnotherSystem(CheckContext context, string module)
    {
        var system = context.Snapshot.Installation.Platform.System;
        return system != OperatingSystemFamily.Windows && _windows.Contains(module)
                ? $"{module} is a module of Windows."
            : system == OperatingSystemFamily.Windows && _unix.Contains(module) ? $"{module} is a module of Unix."
            : system != OperatingSystemFamily.MacOs && _mac.Contains(module) ? $"{module} is a module of macOS."
            : null;
    }

    private static string? ForAnExtra(CheckContext context, ImportTarget target, RaisedException root, string module)
    {
        var owner = root.Place is { } place ? context.Ownership.OwnerOf(place.File) : null;
        foreach (var distribution in new[] { owner, target.Distribution }.OfType<InstalledDistribution>())
        {
            foreach (var requirement in distribution.Requirements)
            {
                if (
                    requirement.Requirement is { Marker: { MentionsExtra: true } marker } wanted
                    && IsBroughtBy(module, wanted.Name)
                    && Extra(context, marker) is { } extra
                    && !context.Requirements.Edges.Any(e => e.Source == requirement && e.From == distribution)
                )
                {
                    return $"{wanted.WrittenName} belongs to the extra {extra} of {distribution.Name}, which was not asked for.";
                }
            }
        }

        return null;
    }

    // Authors who raise an error of their own say what to install for a part. Without the whole nothing works, whatever is said.
    private static string? Advises(ImportOutcome outcome)
    {
        var said = outcome.Chain.FirstOrDefault(e =>
            e.Message.Contains("pip install", StringComparison.OrdinalIgnoreCase)
            || e.Message.Contains("conda install", StringComparison.OrdinalIgnoreCase)
        );
        return said is not null && outcome.Chain.All(e => !ImportMessage.IsOfLoader(e.Message))
            ? "It says itself what is to be installed for it."
            : null;
    }

    // The extra through which it would count here; null when it always counts, or never.
    private static string? Extra(CheckContext context, Marker marker) =>
        marker.Holds(context.MarkerEnvironment)
            ? null
            : marker.Extras.FirstOrDefault(e => marker.Holds(context.MarkerEnvironment, [e]));

    // What bears the distribution's name, or is all that it brings.
    private static bool IsWhole(CheckContext context, ImportTarget target)
    {
        if (target.Distribution is not { } owner)
        {
            return !target.Module.Contains('.', StringComparison.Ordinal);
        }

        var modules = ImportTargets.Of(context.Snapshot).Where(t => t.Distribution == owner).ToList();
        return IsBroughtBy(target.Module, owner.Key) || modules is [var only] && only.Module == target.Module;
    }

    private static bool IsBroughtBy(string module, PackageName name) =>
        PackageName.TryParse(module, out var same) && same == name
        || ImportNames.Embedded.Find(module) is { } known
            && Requirement.TryParse(known.Requirement, out var requirement, out _)
            && requirement.Name == name;
}
