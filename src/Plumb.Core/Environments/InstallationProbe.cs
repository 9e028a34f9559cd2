using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Environments;

/// <summary>
/// Tells what Python lies at a path, without running it. Measured on CPython 2.7 and 3.6–3.13 built from source, Debian's,
/// venv, virtualenv and uv; conda, Windows and macOS frameworks are built from their documentation.
/// </summary>
public static class InstallationProbe
{
    /// <summary>
    /// Looks at an interpreter, a prefix (of an environment or of an interpreter), a <c>site-packages</c> or <c>dist-packages</c> folder,
    /// or a folder filled by <c>pip install --target</c>. Bad input of any kind gives <see cref="InstallationNotFound"/>.
    /// </summary>
    /// <param name="world">The files.</param>
    /// <param name="variables">PYTHONPATH, HOME and the like, under which it would run.</param>
    /// <param name="path">Absolute, in the inspected world.</param>
    /// <param name="folder">The folder in which it would be started, which pyenv asks for a version; null when nobody knows.</param>
    public static InstallationProbeResult Probe(
        FileWorld world,
        WorldVariables variables,
        string path,
        string? folder = null
    )
    {
        path = WorldPath.Normalize(path);
        if (!world.TryStat(path, out var status))
        {
            return ExecutableChain.Follow(world, path) is { Dangles: true } dangling
                && new PosixProbe(world, variables).FromExecutable(dangling) is { } orphan
                    ? new InstallationFound(orphan)
                : world.TroubleAt(path) == FileFailure.PermissionDenied ? InstallationNotFound.Denied(path)
                : new InstallationNotFound(path, "Nothing is there.", [path]);
        }

        return status.Kind switch
        {
            FileKind.File => ProbeFile(world, variables, path, folder),
            FileKind.Directory
                when world.TroubleAt(WorldPath.Join(path, PyVenvConfiguration.FileName))
                    == FileFailure.PermissionDenied => InstallationNotFound.Denied(path),
            FileKind.Directory => ProbeFolder(world, variables, path),
            _ => new InstallationNotFound(path, "It is neither a file nor a folder.", [path]),
        };
    }

    private static InstallationProbeResult ProbeFile(
        FileWorld world,
        WorldVariables variables,
        string path,
        string? folder
    )
    {
        if (WorldPath.Name(path) == PyVenvConfiguration.FileName)
        {
            return ProbeFolder(world, variables, WorldPath.Parent(path));
        }

        if (path.EndsWith(".exe", StringComparison.OrdinalIgnoreCase))
        {
            return new WindowsProbe(world, variables).FromExecutable(path) is { } installation
                ? new InstallationFound(installation)
                : NoLibrary(path);
        }

        if (PyenvShim.Target(world, variables, path, folder) is { } target)
        {
            return Probe(world, variables, target);
        }

        if (InterpreterBinary.Read(world, path) is null)
        {
            return new InstallationNotFound(path, "It is not a program that Python could be.", [path]);
        }

        if (ExecutableChain.Follow(world, path) is not { } chain)
        {
            return NoLibrary(path);
        }

        // Beside a Python of the system lies every other program.
        if (!IsNamedForPython(path) && !IsNamedForPython(chain.Target))
        {
            return new InstallationNotFound(path, "By its name it is another program than Python.", [path]);
        }

        return new PosixProbe(world, variables).FromExecutable(chain) is { } found
            ? new InstallationFound(found)
            : NoLibrary(path);
    }

    // python3.12, pypy3, graalpy, a python that somebody named mypy312.
    private static bool IsNamedForPython(string path) =>
        WorldPath.Name(path).Contains("py", StringComparison.OrdinalIgnoreCase);

    private static InstallationProbeResult ProbeFolder(FileWorld world, WorldVariables variables, string path)
    {
        if (FromPrefix(world, variables, path) is { } prefix)
        {
            return new InstallationFound(prefix);
        }

        var packages = new PackageFolderProbe(world);
        if (PackageFolderProbe.IsSiteName(WorldPath.Name(path)))
        {
            return new InstallationFound(OwnerOf(world, variables, path) ?? packages.FromSite(path));
        }

        var parent = WorldPath.Parent(path);
        if (WorldPath.Name(path) is "bin" or "Scripts" && FromPrefix(world, variables, parent) is { } above)
        {
            return new InstallationFound(above);
        }

        return FrameworkVersion(world, path) is { } version && FromPrefix(world, variables, version) is { } framework
                ? new InstallationFound(framework)
            : (packages.FromPrefix(path) ?? packages.FromTarget(path)) is { } bare ? new InstallationFound(bare)
            : new InstallationNotFound(path, "There is no Python in it.", LookedAt(path));
    }

    private static PythonInstallation? FromPrefix(FileWorld world, WorldVariables variables, string path) =>
        WindowsProbe.HasLayout(world, path)
            ? new WindowsProbe(world, variables).FromPrefix(path)
            : new PosixProbe(world, variables).FromPrefix(path);

    // The Python whose search path has the folder; Debian keeps packages outside of the prefix.
    private static PythonInstallation? OwnerOf(FileWorld world, WorldVariables variables, string folder)
    {
        foreach (var prefix in (string[])[PackageFolderProbe.PrefixOf(folder), "/usr"])
        {
            if (
                FromPrefix(world, variables, prefix) is { } owner
                && owner.SearchPath.Any(e => e.Path == folder && e.Origin == PathOrigin.Site)
            )
            {
                return owner;
            }
        }

        return null;
    }

    private static string? FrameworkVersion(FileWorld world, string path)
    {
        var current = WorldPath.Join(path, "Versions/Current");
        return path.EndsWith(".framework", StringComparison.Ordinal) && world.IsDirectory(current)
            ? world.ReadLink(current) is { } target
                ? WorldPath.Normalize(WorldPath.Join(WorldPath.Parent(current), target))
                : current
            : null;
    }

    private static InstallationNotFound NoLibrary(string path) =>
        new(
            path,
            "It belongs to no Python: neither pyvenv.cfg nor a standard library lies beside or above it.",
            [path, WorldPath.Join(WorldPath.Parent(WorldPath.Parent(path)), PyVenvConfiguration.FileName)]
        );

    private static ImmutableArray<string> LookedAt(string path) =>
        [
            .. (
                (string[])["pyvenv.cfg", "bin/python3", "bin/python", "python.exe", "Scripts/python.exe", "lib", "Lib"]
            ).Select(name => WorldPath.Join(path, name)),
            WorldPath.Join(path, "*.dist-info"),
        ];
}
