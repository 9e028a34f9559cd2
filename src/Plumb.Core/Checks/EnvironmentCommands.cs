using Plumb.Environments;
using Plumb.Files;
using Plumb.Python;

namespace Plumb.Checks;

/// <summary>Commands that change files, variables or the making of the inspected environment, quoted for its shell. What installs stands in <see cref="Installing.EnvironmentInstallers"/>.</summary>
public sealed class EnvironmentCommands
{
    private readonly PythonInstallation _installation;
    private readonly bool _windows;

    /// <summary>For the machine that the installation was built for.</summary>
    public EnvironmentCommands(PythonInstallation installation)
    {
        _installation = installation;
        _windows = installation.Platform.System == OperatingSystemFamily.Windows;
        Shell = new Shell(_windows);
    }

    /// <summary>How words are quoted.</summary>
    public Shell Shell { get; }

    private bool IsUv => _installation.Kind == EnvironmentKind.Uv;

    private string SystemSite => _installation.IncludesSystemSite ? "--system-site-packages " : "";

    private string Prefix => Quote(_installation.Prefix);

    /// <summary>Deletes files or folders.</summary>
    public string Delete(params IEnumerable<string> paths) =>
        (_windows ? "Remove-Item -Recurse -Force -LiteralPath " : "rm -r ")
        + string.Join(_windows ? ", " : " ", paths.Select(Quote));

    /// <summary>Deletes what is known to be files or links, and would refuse a folder.</summary>
    public string DeleteFiles(params IEnumerable<string> paths) =>
        _windows ? Delete(paths) : "rm " + string.Join(' ', paths.Select(Quote));

    /// <summary>Gives a file or folder another name.</summary>
    public string Move(string from, string to) =>
        $"{(_windows ? "Move-Item -LiteralPath" : "mv")} {Quote(from)} {Quote(to)}";

    /// <summary>Sets a variable for what is started from the same shell.</summary>
    public string Set(string variable, string value) =>
        _windows ? $"$env:{variable} = {Shell.Literal(value)}" : $"export {variable}={Quote(value)}";

    /// <summary>Puts a folder before those that a variable names already, in a POSIX shell; an empty element would mean the current folder.</summary>
    public string PutFirst(string variable, string folder) =>
        $"export {variable}={Quote(folder)}\"${{{variable}:+:${variable}}}\"";

    /// <summary>Takes a variable away from what is started from the same shell.</summary>
    public string Unset(string variable) => _windows ? $"Remove-Item Env:{variable}" : $"unset {variable}";

    /// <summary>Writes pyvenv.cfg and the activation scripts anew with the interpreter that the environment has, and leaves what is installed.</summary>
    public string RewriteActivation(string version)
    {
        var home = _installation.VenvConfiguration.GetValueOrDefault("home");
        var program = Program(version);
        var python =
            home is null || !WorldPath.IsAbsolute(home) ? program
            : _windows ? home + "\\python.exe"
            : WorldPath.Join(home, program);
        return IsUv
            ? $"uv venv --allow-existing {SystemSite}--python {Quote(python)} {Prefix}"
            : $"{Shell.Call}{Quote(python)} -m venv --without-pip {SystemSite}{Prefix}";
    }

    /// <summary>Makes a new environment with this interpreter.</summary>
    public string NewEnvironment(string folder) =>
        $"{Shell.Call}{Quote(_installation.Executable ?? (_windows ? "python" : "python3"))} -m venv {Quote(folder)}";

    /// <summary>Gives the environment its interpreter and activation scripts again and leaves what is installed.</summary>
    public IEnumerable<string> Renew(string version) =>
        IsUv ? [$"uv venv --allow-existing {SystemSite}--python {Asked(version)} {Prefix}"]
        : _windows ? [$"{Launcher(version)} -m venv {SystemSite}{Prefix}"]
        : [$"rm -f {string.Join(' ', OwnPrograms(version))}", $"{Program(version)} -m venv {SystemSite}{Prefix}"];

    /// <summary>Makes a new environment of the same kind over this one.</summary>
    public string Recreate(string version) =>
        IsUv
            ? $"uv venv --clear {SystemSite}--python {Asked(version)} {Prefix}"
            : $"{Launcher(version)} -m venv --clear {SystemSite}{Prefix}";

    /// <summary>Deletes lines of a text file, numbered from 1.</summary>
    public string DeleteLines(string path, params IEnumerable<int> lines) =>
        _windows
            // Set-Content of Windows PowerShell would put a byte order mark before the first line.
            ? $"[IO.File]::WriteAllLines({Shell.Literal(path)}, [string[]]@(Get-Content -Encoding utf8 -LiteralPath {Quote(path)} | Where-Object {{ $_.ReadCount -notin {string.Join(',', lines)} }}))"
            : $"sed -i {(_installation.Platform.System == OperatingSystemFamily.MacOs ? "'' " : "")}{Quote(string.Join(';', lines.Select(l => $"{l}d")))} {Quote(path)}";

    /// <summary>A word as the inspected machine's shell takes it.</summary>
    public string Quote(string word) => Shell.Quote(word);

    /// <summary>"python3.11", "python3.13t", "pypy3.10".</summary>
    private string Program(string version) =>
        (_installation.Implementation == "pypy" ? "pypy" : "python") + version + Threads;

    /// <summary>"3.11", "3.13t", "pypy3.10": as uv calls the interpreter.</summary>
    private string Asked(string version) =>
        _installation.Implementation == "pypy" ? Program(version) : version + Threads;

    private string Threads => _installation.IsFreeThreaded ? "t" : "";

    private string Launcher(string version) =>
        _windows && _installation.Implementation != "pypy" ? $"py -{version}{Threads}" : Program(version);

    // Scripts of distributions may begin with "python" too.
    private IEnumerable<string> OwnPrograms(string version)
    {
        var scripts = _installation.ScriptsFolder ?? WorldPath.Join(_installation.Prefix, "bin");
        IEnumerable<string> names = ["python", "python3", $"python{version}", Program(version)];
        return names
            .Concat(_installation.Implementation == "pypy" ? ["pypy", "pypy3"] : [])
            .Distinct(StringComparer.Ordinal)
            .Select(n => Quote(WorldPath.Join(scripts, n)));
    }
}
