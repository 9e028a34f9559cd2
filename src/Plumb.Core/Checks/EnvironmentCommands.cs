using Plumb.Environments;
using Plumb.Files;
using Plumb.Python;

namespace Plumb.Checks;

/// <summary>Commands for the inspected environment: its own pip, or uv or conda where they made it, quoted for its shell.</summary>
public sealed class EnvironmentCommands
{
    private readonly PythonInstallation _installation;
    private readonly bool _windows;
    private readonly string _python;
    private readonly Tool _tool;
    private readonly string _site;

    /// <summary>Looks at who made the environment and who installed into it.</summary>
    public EnvironmentCommands(EnvironmentSnapshot snapshot)
    {
        _installation = snapshot.Installation;
        _windows = _installation.Platform.System == OperatingSystemFamily.Windows;
        _python = _installation.Executable ?? (_windows ? "python" : "python3");
        var hasPip = snapshot.Distributions.Any(d => d.Key.Normalized == "pip" && !d.IsHidden);
        var byUv = snapshot.Distributions.Any(d => d.Installer == "uv");
        _tool =
            _installation.Kind == EnvironmentKind.Target ? Tool.Target
            : byUv || (_installation.Kind == EnvironmentKind.Uv && !hasPip) ? Tool.Uv
            : Tool.Pip;
        _site = _installation.Prefix;
    }

    private EnvironmentCommands(EnvironmentCommands environment, Tool tool, string site)
    {
        _installation = environment._installation;
        _windows = environment._windows;
        _python = environment._python;
        _tool = tool;
        _site = site;
    }

    private enum Tool
    {
        Pip,
        Uv,
        User,
        Target,
    }

    /// <summary>The commands for one folder of the path: what lies on PYTHONPATH or in the user site is not changed as the rest is.</summary>
    public EnvironmentCommands For(SiteFolder site) =>
        site.Origin == PathOrigin.PythonPath ? new EnvironmentCommands(this, Tool.Target, site.Path)
        : site.Origin == PathOrigin.UserSite ? new EnvironmentCommands(this, Tool.User, site.Path)
        : this;

    /// <summary>True for uv, which reads the old RECORD before it installs anything, and stops at a line that is no row of three columns.</summary>
    public bool ReadsRecordFirst => _tool == Tool.Uv;

    /// <summary>False for a folder made by <c>--target</c>, from which no installer uninstalls.</summary>
    public bool CanUninstall => _tool != Tool.Target;

    /// <summary>Installs requirements, each one word: <c>numpy&lt;2</c>.</summary>
    public string Install(params IEnumerable<string> requirements) => Run("install", requirements);

    /// <summary>Takes the newest version that fits.</summary>
    public string Upgrade(params IEnumerable<string> names) => Run("install --upgrade", names);

    /// <summary>Installs a project's folder in place.</summary>
    public string InstallEditable(string folder) => Run("install", ["-e", folder]);

    /// <summary>Writes a distribution's files anew without touching others; uninstalls what was there by its RECORD.</summary>
    public string Reinstall(params IEnumerable<string> requirements) =>
        _tool switch
        {
            Tool.Uv => Run("install --no-deps --reinstall", requirements),
            Tool.Target => Run("install --no-deps --upgrade", requirements),
            _ => Run("install --no-deps --force-reinstall", requirements),
        };

    /// <summary>Writes a distribution's files over whatever lies there, where its METADATA or RECORD is too damaged to uninstall it first.</summary>
    public string InstallOver(params IEnumerable<string> requirements) =>
        _tool is Tool.Uv or Tool.Target
            ? Reinstall(requirements)
            : Run("install --no-deps --ignore-installed", requirements);

    /// <summary>Takes a distribution's wheels out of the installer's cache; null when that installer does not share the bytes of its cache.</summary>
    public string? CleanCache(params IEnumerable<string> names) =>
        _tool == Tool.Uv ? "uv cache clean " + string.Join(' ', names.Select(Quote)) : null;

    /// <summary>Uninstalls distributions.</summary>
    public string Uninstall(params IEnumerable<string> names) =>
        _tool == Tool.Uv ? Run("uninstall", names) : Run("uninstall -y", names);

    /// <summary>Deletes files or folders.</summary>
    public string Delete(params IEnumerable<string> paths) =>
        (_windows ? "Remove-Item -Recurse -Force -LiteralPath " : "rm -r ")
        + string.Join(_windows ? ", " : " ", paths.Select(Quote));

    /// <summary>Gives a file or folder another name.</summary>
    public string Move(string from, string to) => $"{(_windows ? "Move-Item" : "mv")} {Quote(from)} {Quote(to)}";

    /// <summary>Sets a variable for what is started from the same shell.</summary>
    public string Set(string variable, string value) =>
        _windows ? $"$env:{variable} = '{value}'" : $"export {variable}={Quote(value)}";

    /// <summary>Takes a variable away from what is started from the same shell.</summary>
    public string Unset(string variable) => _windows ? $"Remove-Item Env:{variable}" : $"unset {variable}";

    /// <summary>Writes pyvenv.cfg and the activation scripts anew with the interpreter that the environment has, and leaves what is installed.</summary>
    public string RewriteActivation(string version)
    {
        var home = _installation.VenvConfiguration.GetValueOrDefault("home");
        var python =
            home is null ? "python" + version
            : _windows ? home + "\\python.exe"
            : WorldPath.Join(home, "python" + version);
        return _installation.Kind == EnvironmentKind.Uv
            ? $"uv venv --allow-existing --python {Quote(python)} {Quote(_installation.Prefix)}"
            : $"{(_windows ? "& " : "")}{Quote(python)} -m venv --without-pip {Quote(_installation.Prefix)}";
    }

    /// <summary>Makes a new environment with this interpreter.</summary>
    public string NewEnvironment(string folder) => $"{(_windows ? "& " : "")}{Quote(_python)} -m venv {Quote(folder)}";

    /// <summary>Lets conda write a package's files anew in this prefix.</summary>
    public string CondaReinstall(string package) =>
        $"conda install --force-reinstall --prefix {Quote(_installation.Prefix)} {Quote(package)}";

    /// <summary>Gives the environment its interpreter and activation scripts again and leaves what is installed.</summary>
    public IEnumerable<string> Renew(string version)
    {
        var prefix = Quote(_installation.Prefix);
        return _installation.Kind == EnvironmentKind.Uv ? [$"uv venv --allow-existing --python {version} {prefix}"]
            : _windows ? [$"py -{version} -m venv {prefix}"]
            : [$"rm -f {prefix}/bin/python*", $"python{version} -m venv {prefix}"];
    }

    /// <summary>Deletes lines of a text file, numbered from 1.</summary>
    public string DeleteLines(string path, params IEnumerable<int> lines) =>
        _windows
            ? $"(Get-Content -LiteralPath {Quote(path)}) | Where-Object {{ $_.ReadCount -notin {string.Join(',', lines)} }} | Set-Content -LiteralPath {Quote(path)}"
            : $"sed -i {Quote(string.Join(';', lines.Select(l => $"{l}d")))} {Quote(path)}";

    /// <summary>Makes a new environment of the same kind beside or over this one.</summary>
    public string Recreate(string version) =>
        _installation.Kind == EnvironmentKind.Uv
            ? $"uv venv --clear --python {version} {Quote(_installation.Prefix)}"
            : $"{(_windows ? $"py -{version}" : $"python{version}")} -m venv --clear {Quote(_installation.Prefix)}";

    /// <summary>A word as the inspected machine's shell takes it: PowerShell on Windows, else POSIX.</summary>
    public string Quote(string word)
    {
        if (
            word.Length > 0
            && !word.AsSpan().ContainsAnyExcept(_plain)
            && !(_windows && word.Contains('@', StringComparison.Ordinal))
        )
        {
            return word;
        }

        return _windows ? "'" + word.Replace("'", "''", StringComparison.Ordinal) + "'"
            : word.AsSpan().ContainsAny('\'', '!', '$') || word.AsSpan().ContainsAny('`', '\\', '\n')
                ? "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'"
            : "\"" + word.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }

    private static readonly System.Buffers.SearchValues<char> _plain = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=@%+,"
    );

    private string Run(string verb, IEnumerable<string> words)
    {
        var arguments = string.Join(' ', words.Select(Quote));
        var call = _windows ? "& " : "";
        return _tool switch
        {
            Tool.Uv => $"uv pip {verb} --python {Quote(_python)} {arguments}",
            Tool.Target => $"{call}{Quote(_python)} -m pip {verb} --target {Quote(_site)} {arguments}",
            Tool.User when verb.StartsWith("install", StringComparison.Ordinal) =>
                $"{call}{Quote(_python)} -m pip {verb} --user {arguments}",
            _ => $"{call}{Quote(_python)} -m pip {verb} {arguments}",
        };
    }
}
