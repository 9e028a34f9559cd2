using System.Collections.Immutable;
using Plumb.Checks.Environment;
using Plumb.Environments;

namespace Plumb.Checks.Installing;

/// <summary>The commands of pip or uv for one place of an environment, each asked for words that <see cref="Asked"/> let through.</summary>
public sealed class InstallerCommands
{
    private readonly Shell _shell;
    private readonly Installer _installer;
    private readonly string _python;

    internal InstallerCommands(PythonInstallation installation, Shell shell, Installer installer)
    {
        _shell = shell;
        _installer = installer;
        _python = installation.Executable is { } executable ? shell.Quote(executable) : OnPath(installation, shell);
    }

    /// <summary>True for uv, which reads the old RECORD before it installs anything, and stops at a line that is no row of three columns.</summary>
    public bool ReadsRecordFirst => IsUv;

    /// <summary>False for a folder made by <c>--target</c>, from which no installer uninstalls.</summary>
    public bool CanUninstall => _installer.Scope != InstallScope.Folder;

    private string AgainVerb =>
        IsUv ? "install --no-deps --reinstall"
        : CanUninstall ? "install --no-deps --force-reinstall"
        : "install --no-deps --upgrade";

    private bool IsUv => _installer.Tool == InstallTool.Uv;

    /// <summary>Installs what is asked for, with what it requires.</summary>
    public ImmutableArray<string> Install(params IEnumerable<Asked> asked) => Install("", asked);

    /// <summary>Installs with options that pip and uv share, <c>--no-build-isolation</c>; "" for none.</summary>
    public ImmutableArray<string> Install(string options, IEnumerable<Asked> asked) =>
        ByIndex(asked, options.Length == 0 ? "install" : "install " + options, "--extra-index-url");

    /// <summary>Takes the newest version that fits.</summary>
    public ImmutableArray<string> Upgrade(Asked asked) => ByIndex([asked], "install --upgrade", "--extra-index-url");

    /// <summary>Installs a project's folder in place; the path is absolute.</summary>
    public string InstallEditable(string folder) => Run("install", "-e " + _shell.Quote(folder));

    /// <summary>Writes a distribution's files anew without touching others; uninstalls what was there by its RECORD.</summary>
    public ImmutableArray<string> Reinstall(params IEnumerable<Asked> asked) =>
        ByIndex(asked, AgainVerb, "--index-url");

    /// <summary>The same from its source; what was built before lies in a cache, which is passed over.</summary>
    public ImmutableArray<string> Rebuild(string name, Asked asked) =>
        ByIndex([asked], $"{AgainVerb} --no-cache-dir --no-binary {_shell.Quote(name)}", "--index-url");

    /// <summary>Writes a distribution's files over whatever lies there, where its METADATA or RECORD is too damaged to uninstall it first.</summary>
    public ImmutableArray<string> InstallOver(params IEnumerable<Asked> asked) =>
        IsUv || !CanUninstall
            ? Reinstall(asked)
            : ByIndex(asked, "install --no-deps --ignore-installed", "--index-url");

    /// <summary>Takes a distribution's wheels out of the installer's cache; null when that installer does not share the bytes of its cache.</summary>
    public string? CleanCache(string name) => IsUv ? "uv cache clean " + _shell.Quote(name) : null;

    /// <summary>Uninstalls distributions by names that are valid.</summary>
    public string Uninstall(params IEnumerable<string> names) =>
        Run(IsUv ? "uninstall" : "uninstall -y", string.Join(' ', names.Select(_shell.Quote)));

    private ImmutableArray<string> ByIndex(IEnumerable<Asked> asked, string verb, string option) =>
        [
            .. asked
                .GroupBy(a => a.Index, StringComparer.Ordinal)
                .Select(g =>
                    Run(
                        g.Key is null ? verb : $"{verb} {option} {_shell.Quote(g.Key)}",
                        string.Join(' ', g.Select(a => _shell.Quote(a.Word)))
                    )
                ),
        ];

    private string Run(string verb, string arguments)
    {
        var scope = _installer.Scope switch
        {
            InstallScope.Folder => $" --target {_shell.Quote(_installer.Folder)}",
            InstallScope.User when verb.StartsWith("install", StringComparison.Ordinal) => " --user",
            _ => "",
        };
        return IsUv
            ? $"uv pip {verb} --python {_python}{scope} {arguments}"
            : $"{_shell.Call}{_python} -m pip {verb}{scope} {arguments}";
    }

    // Wheels are chosen for the Python that runs pip: it has to be of the version that the folder was filled for.
    private static string OnPath(PythonInstallation installation, Shell shell) =>
        (installation.MinorVersion(), shell.IsPowerShell) switch
        {
            (null, true) => "python",
            (null, false) => "python3",
            ({ } version, true) => "py -" + version,
            ({ } version, false) => "python" + version,
        };
}
