using System.Collections.Immutable;

namespace Plumb.Environments;

/// <summary>What came of looking for a Python at a path: <see cref="InstallationFound"/> or <see cref="InstallationNotFound"/>.</summary>
public abstract record InstallationProbeResult
{
    private protected InstallationProbeResult() { }
}

/// <summary>A Python, or at least a folder of packages, is there.</summary>
public sealed record InstallationFound(PythonInstallation Installation) : InstallationProbeResult;

/// <summary>There is none.</summary>
/// <param name="Path">Where it was looked for.</param>
/// <param name="Reason">One plain sentence.</param>
/// <param name="LookedAt">The paths that would have told, none of which did.</param>
public sealed record InstallationNotFound(string Path, string Reason, ImmutableArray<string> LookedAt)
    : InstallationProbeResult
{
    /// <summary>Whether there is one cannot be told, as this account may not look.</summary>
    public bool IsDenied { get; private init; }

    /// <summary>This account may not look.</summary>
    public static InstallationNotFound Denied(string path) =>
        new(path, "It cannot be read: permission denied. Look again as the account that owns it.", [path])
        {
            IsDenied = true,
        };
}
