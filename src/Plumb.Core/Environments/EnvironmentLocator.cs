using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Environments;

/// <summary>
/// Finds the environment that is meant: a path that names one, the environment of an application's folder, the active one,
/// or the interpreter on PATH.
/// </summary>
public static class EnvironmentLocator
{
    /// <summary>Folders in an application in which its environment lies, the likeliest first; portable applications bring their own interpreter.</summary>
    private static readonly ImmutableArray<string> _folders =
    [
        ".venv",
        "venv",
        "env",
        ".env",
        "virtualenv",
        ".conda",
        "conda",
        "conda_env",
        ".pixi/envs/default",
        "installer_files/env",
        "python_embeded",
        "python_embedded",
        "python-embedded",
        "python",
        "runtime/python",
        "runtime",
        "system/python",
    ];

    private static readonly ImmutableArray<string> _activeVariables = ["VIRTUAL_ENV", "CONDA_PREFIX"];

    private static readonly ImmutableArray<string> _programs = ["python3", "python", "python3.exe", "python.exe"];

    /// <summary>Chooses.</summary>
    /// <param name="world">The files.</param>
    /// <param name="variables">VIRTUAL_ENV, CONDA_PREFIX, PATH, and what decides on search paths.</param>
    /// <param name="path">What the user named, as typed; null to look for one.</param>
    /// <param name="currentFolder">Absolute, on this machine.</param>
    public static LocatedEnvironment Locate(
        FileWorld world,
        WorldVariables variables,
        string? path,
        string currentFolder
    )
    {
        var here = InWorld(world, currentFolder, currentFolder);
        if (path is "")
        {
            return new EnvironmentNotLocated("The path that was named is empty.", []);
        }

        if (path is not null)
        {
            return Named(world, variables, InWorld(world, path, currentFolder), here);
        }

        var tried = ImmutableArray.CreateBuilder<string>();
        var candidates = Unnamed(world, variables, here, tried).ToList();
        if (Choose(world, variables, candidates, here, out var passed) is { } chosen)
        {
            return chosen;
        }

        const string none =
            "No Python environment was found: not in this folder, not in VIRTUAL_ENV or CONDA_PREFIX, and no python3 is on PATH.";
        var reason = string.Join(' ', passed.Select(p => $"Passed over {p.Path}: {p.Why}").Prepend(none));
        return new EnvironmentNotLocated(reason, tried.DrainToImmutable());
    }

    /// <summary>The environment that is named, for the application that is named beside it.</summary>
    /// <param name="world">The files.</param>
    /// <param name="variables">What decides on search paths.</param>
    /// <param name="python">An interpreter or environment, as typed.</param>
    /// <param name="application">The folder of the application, as typed; null for the current one where the environment lies in it.</param>
    /// <param name="currentFolder">Absolute, on this machine.</param>
    public static LocatedEnvironment LocateFor(
        FileWorld world,
        WorldVariables variables,
        string python,
        string? application,
        string currentFolder
    )
    {
        var folder = InWorld(world, application ?? currentFolder, currentFolder);
        if (!world.IsDirectory(folder))
        {
            return new EnvironmentNotLocated($"{folder} is no folder of an application.", [folder]);
        }

        var located = Locate(world, variables, python, currentFolder);
        if (located is not EnvironmentLocated found)
        {
            return located;
        }

        var prefix = found.Installation.Prefix;
        var serves = application is null
            ? prefix != folder && WorldPath.IsWithin(prefix, folder)
            : !LooksLikeEnvironment(world, folder);
        return serves ? found with { Application = folder } : found;
    }

    /// <summary>A path as typed, in the world's terms: with a root it may lie below that folder or be meant inside it.</summary>
    public static string InWorld(FileWorld world, string path, string currentFolder)
    {
        var here = WorldPath.Normalize(
            WorldPath.Join(
                WorldPath.Normalize(currentFolder),
                path.Replace('\\', OperatingSystem.IsWindows() ? '/' : '\\')
            )
        );
        if (world.Root is not { } root)
        {
            return here;
        }

        return here == root ? "/"
            : WorldPath.IsWithin(here, root) ? here[root.Length..]
            : WorldPath.Normalize("/" + path);
    }

    private static LocatedEnvironment Named(FileWorld world, WorldVariables variables, string path, string here)
    {
        if (!LooksLikeEnvironment(world, path) && world.IsDirectory(path))
        {
            var inside = InApplication(world, path).ToList();
            if (Choose(world, variables, inside, here, out _) is { } chosen)
            {
                return chosen;
            }
        }

        return InstallationProbe.Probe(world, variables, path, here) switch
        {
            InstallationFound found => new EnvironmentLocated(found.Installation, null, "because it was named", []),
            InstallationNotFound missing => new EnvironmentNotLocated(
                !missing.IsDenied && world.IsDirectory(path)
                    ? $"No Python environment was found in {path}: it is none itself, and holds none under a usual name (.venv, venv, env, conda, python_embeded, …)."
                    : $"{path}: {missing.Reason}",
                missing.LookedAt
            ),
            _ => new EnvironmentNotLocated($"No Python environment was found in {path}.", [path]),
        };
    }

    private static EnvironmentLocated? Choose(
        FileWorld world,
        WorldVariables variables,
        List<Candidate> candidates,
        string here,
        out ImmutableArray<EnvironmentCandidate> passed
    )
    {
        passed = [];
        for (var i = 0; i < candidates.Count; i++)
        {
            var path = candidates[i].Path;
            switch (InstallationProbe.Probe(world, variables, path, here))
            {
                case InstallationFound found:
                    var others = candidates.Skip(i + 1).Select(c => new EnvironmentCandidate(c.Path, c.Why));
                    return new EnvironmentLocated(
                        found.Installation,
                        candidates[i].Application,
                        candidates[i].Why,
                        [.. others]
                    )
                    {
                        PassedOver = passed,
                    };
                case InstallationNotFound missing:
                    passed = passed.Add(new EnvironmentCandidate(path, Reason(path, missing)));
                    break;
            }
        }

        return null;
    }

    // pyenv's own are followed; those of mise and asdf ask programs.
    private static string Reason(string path, InstallationNotFound missing) =>
        WorldPath.Name(WorldPath.Parent(path)) == "shims"
            ? "It is a shim, and no file tells which Python it would start."
            : missing.Reason;

    private static IEnumerable<Candidate> Unnamed(
        FileWorld world,
        WorldVariables variables,
        string folder,
        ImmutableArray<string>.Builder tried
    )
    {
        tried.Add(folder);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var candidates = InApplication(world, folder)
            .Concat(
                _activeVariables
                    .Where(name => variables.GetNonEmpty(name) is not null)
                    .Select(name => new Candidate(
                        WorldPath.Normalize(variables.Get(name)!),
                        null,
                        $"because {name} names it"
                    ))
            )
            .Concat(OnPath(world, variables, tried));
        return candidates.Where(c => seen.Add(c.Path));
    }

    private static IEnumerable<Candidate> InApplication(FileWorld world, string folder)
    {
        if (LooksLikeEnvironment(world, folder))
        {
            yield return new Candidate(folder, null, "because it is the current folder");
        }

        var usual = _folders.Select(f => WorldPath.Join(folder, f)).ToList();
        foreach (var path in usual.Where(p => LooksLikeEnvironment(world, p)))
        {
            yield return new Candidate(path, folder, $"because it is the environment in {folder}");
        }

        foreach (var (name, isFolder) in world.ListNames(folder).OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            var path = WorldPath.Join(folder, name);
            if (isFolder && !usual.Contains(path) && world.IsFile(WorldPath.Join(path, PyVenvConfiguration.FileName)))
            {
                yield return new Candidate(path, folder, $"because it is an environment in {folder}");
            }
        }
    }

    private static IEnumerable<Candidate> OnPath(
        FileWorld world,
        WorldVariables variables,
        ImmutableArray<string>.Builder tried
    )
    {
        var separator = OperatingSystem.IsWindows() && world.Root is null ? ';' : ':';
        foreach (
            var folder in (variables.GetNonEmpty("PATH") ?? "").Split(separator).Where(f => WorldPath.IsAbsolute(f))
        )
        {
            tried.Add(folder);
            foreach (var name in _programs)
            {
                var path = WorldPath.Normalize(WorldPath.Join(folder, name));
                if (world.IsFile(path))
                {
                    yield return new Candidate(path, null, $"because it is the first {name} on PATH");
                    break;
                }
            }
        }
    }

    private static bool LooksLikeEnvironment(FileWorld world, string path) =>
        world.IsFile(WorldPath.Join(path, PyVenvConfiguration.FileName))
        || world.IsDirectory(WorldPath.Join(path, "conda-meta"))
        || world.TryLinkStat(WorldPath.Join(path, "bin/python3"), out _)
        || world.TryLinkStat(WorldPath.Join(path, "bin/python"), out _)
        || world.IsFile(WorldPath.Join(path, "python.exe"));

    private sealed record Candidate(string Path, string? Application, string Why);
}
