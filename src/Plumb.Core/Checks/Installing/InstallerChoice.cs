using Plumb.Checks.Environment;
using Plumb.Environments;
using Plumb.Python;

namespace Plumb.Checks.Installing;

/// <summary>The one place that decides which installer can change what. A fix is offered only where one is known to work.</summary>
public static class InstallerChoice
{
    // The oldest Python that uv's own documentation names.
    private const int OldestMinorOfUv = 8;

    private static readonly Installer _system = Installer.None(
        "It belongs to the operating system: the system's package manager changes it, pip and uv do not."
    );

    /// <summary>For what is installed anew: the environment's own folder.</summary>
    public static Installer Of(EnvironmentSnapshot snapshot)
    {
        var installation = snapshot.Installation;
        if (installation.Kind == EnvironmentKind.Target)
        {
            // Whatever "python" is on PATH would choose wheels for itself.
            if (installation.MinorVersion() is null)
            {
                return Installer.None("Nothing tells for which Python the folder was filled.");
            }

            return new Installer(InstallTool.Pip, InstallScope.Folder, installation.Prefix, "");
        }

        if (installation.ExternallyManaged is not null)
        {
            return Installer.None(
                "pip and uv refuse to change this Python (PEP 668): make an environment for the application, or ask the system's package manager."
            );
        }

        return Interpreter(installation) is { } why ? Installer.None(why)
            : ByUv(snapshot) && CanUv(installation) && (snapshot.HasUv != false || !HasPip(snapshot))
                ? Installer.Of(InstallTool.Uv)
            : HasPip(snapshot) ? Installer.Of(InstallTool.Pip)
            : CanUv(installation) ? Installer.Of(InstallTool.Uv)
            : Installer.None("pip is not installed here.");
    }

    /// <summary>For what lies in one folder of the path.</summary>
    public static Installer Of(EnvironmentSnapshot snapshot, SiteFolder site)
    {
        if (site.IsDistributionManaged)
        {
            return _system;
        }

        return site.Origin switch
        {
            PathOrigin.PythonPath => snapshot.Installation.Kind != EnvironmentKind.Target
            && Interpreter(snapshot.Installation) is { } why
                ? Installer.None(why)
            : HasPip(snapshot) ? new Installer(InstallTool.Pip, InstallScope.Folder, site.Path, "")
            : CanUv(snapshot.Installation) ? new Installer(InstallTool.Uv, InstallScope.Folder, site.Path, "")
            : Installer.None("pip is not installed here."),
            PathOrigin.UserSite => Of(snapshot) is { Tool: InstallTool.None } none ? none
            : HasPip(snapshot) ? new Installer(InstallTool.Pip, InstallScope.User, "", "")
            : Installer.None("Only pip changes the user site, and it is not installed here."),
            PathOrigin.SystemSite => Installer.None("It belongs to the Python that the environment was made from."),
            PathOrigin.Application or PathOrigin.StandardLibrary => Installer.None("No installer put it there."),
            _ => Of(snapshot),
        };
    }

    /// <summary>For a distribution that is there already.</summary>
    public static Installer Of(EnvironmentSnapshot snapshot, InstalledDistribution distribution)
    {
        if (Is(distribution, "conda"))
        {
            return
                snapshot.Installation.Kind == EnvironmentKind.Conda && CondaPackage(snapshot, distribution) is not null
                ? Installer.Of(InstallTool.Conda)
                : Installer.None("conda installed it, and no record in conda-meta tells under which name.");
        }

        if (distribution.IsHidden && IsHiddenByOtherSite(snapshot, distribution))
        {
            return Installer.None("Installers would change the one of that name that is in use.");
        }

        return Is(distribution, "rpm") || Is(distribution, "debian") ? _system : Of(snapshot, distribution.Site);
    }

    /// <summary>conda's record of a distribution that conda installed; null when none has its name.</summary>
    internal static CondaPackage? CondaPackage(EnvironmentSnapshot snapshot, InstalledDistribution distribution) =>
        snapshot.CondaPackages.FirstOrDefault(p => PackageName.TryParse(p.Name, out var n) && n == distribution.Key);

    private static bool IsHiddenByOtherSite(EnvironmentSnapshot snapshot, InstalledDistribution distribution) =>
        snapshot.Visible.Any(d => d.Key == distribution.Key && d.Site.Path != distribution.Site.Path);

    private static bool Is(InstalledDistribution distribution, string installer) =>
        InstallerNames.Of(distribution) == installer;

    private static string? Interpreter(PythonInstallation installation) =>
        BaseInterpreterCheck.IsGone(installation) || installation.ExecutableDangles
            ? "The interpreter is gone, so no installer can run here before it is back."
        : installation.Executable is null ? "No interpreter belongs to this folder, so no installer can change it."
        : null;

    private static bool HasPip(EnvironmentSnapshot snapshot) =>
        snapshot.Distributions.Any(d => d.Key.Normalized == "pip" && !d.IsHidden);

    private static bool ByUv(EnvironmentSnapshot snapshot) => snapshot.Distributions.Any(d => Is(d, "uv"));

    private static bool CanUv(PythonInstallation installation) =>
        installation is { Major: 3, Minor: >= OldestMinorOfUv, Kind: not EnvironmentKind.Embedded };
}
