using System.Buffers;
using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Files;

/// <summary>Where a site folder's scripts and data lie, and what in there no distribution may claim.</summary>
internal static class SiteBase
{
    /// <summary>
    /// The prefix that a site folder belongs to: <c>/venv</c> for <c>/venv/lib/python3.11/site-packages</c>, <c>C:/venv</c> for
    /// <c>C:/venv/Lib/site-packages</c>; the folder itself where it stands alone.
    /// </summary>
    public static string Of(string site) =>
        PackageFolderProbe.IsSiteName(WorldPath.Name(site)) ? PackageFolderProbe.PrefixOf(site) : site;

    /// <summary>What follows "python" in the names of interpreters: versions, <c>t</c> for free-threaded, <c>w</c> for windowed.</summary>
    private static readonly SearchValues<char> _versionCharacters = SearchValues.Create("0123456789.tw");

    /// <summary>True for the interpreter and the files that make an environment one.</summary>
    public static bool IsReserved(PythonInstallation installation, string path)
    {
        if (path == WorldPath.Join(installation.Prefix, "pyvenv.cfg"))
        {
            return true;
        }

        if (installation.ScriptsFolder is not { } scripts || WorldPath.Parent(path) != scripts)
        {
            return path == installation.Executable;
        }

        var name = WorldPath.Name(path).AsSpan();
        name = name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        return (name.StartsWith("python", StringComparison.Ordinal) && !name[6..].ContainsAnyExcept(_versionCharacters))
            || name is "activate" or "activate.csh" or "activate.fish" or "Activate.ps1" or "activate_this.py";
    }
}
