using System.Collections.Immutable;
using System.Globalization;
using Plumb.Core.Tests.Corpus;
using Plumb.Environments;
using Plumb.Environments.Observing;
using Plumb.Files;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Checks;

/// <summary>
/// Snapshots of recorded environments for tests of checks. The interpreter comes from the skeleton's own header, so that what is tested
/// does not hang on how environments are found.
/// </summary>
internal static class SkeletonSnapshots
{
    /// <summary>Observes the tree; on the path stands what the header and the recorded variables put there.</summary>
    public static EnvironmentSnapshot Observe(SkeletonTree tree, Observation observation = Observation.Files) =>
        EnvironmentObserver.Observe(
            tree.World,
            tree.Variables,
            InstallationOf(tree),
            application: null,
            observation,
            TestContext.Current.CancellationToken
        );

    private static PythonInstallation InstallationOf(SkeletonTree tree)
    {
        var header = tree.Header;
        var version = header.Python.Split('.');
        var minor = version.Length > 1 ? version[1] : "0";
        var windows = header.Platform.Contains("windows", StringComparison.OrdinalIgnoreCase);
        return new PythonInstallation
        {
            Prefix = tree.Prefix,
            BasePrefix = "/usr/local",
            Kind = header.Kind == "base" ? EnvironmentKind.Interpreter : EnvironmentKind.Venv,
            Executable = WorldPath.Join(tree.Prefix, windows ? "Scripts/python.exe" : "bin/python"),
            Version = header.Python,
            Major = int.Parse(version[0], CultureInfo.InvariantCulture),
            Minor = int.Parse(minor, CultureInfo.InvariantCulture),
            Platform = windows
                ? new TargetPlatform(OperatingSystemFamily.Windows, "amd64")
                : new TargetPlatform(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc, 2, 36),
            SearchPath = SearchPath(tree, $"python{version[0]}.{minor}"),
            ScriptsFolder = WorldPath.Join(tree.Prefix, windows ? "Scripts" : "bin"),
        };
    }

    private static ImmutableArray<SearchPathEntry> SearchPath(SkeletonTree tree, string python)
    {
        var variables = tree.Header.Variables;
        IEnumerable<(string Folder, PathOrigin Origin)> folders =
        [
            .. (variables.GetValueOrDefault("PYTHONPATH") ?? "").Split(':').Select(f => (f, PathOrigin.PythonPath)),
            ($"{variables.GetValueOrDefault("HOME")}/.local/lib/{python}/site-packages", PathOrigin.UserSite),
            .. tree.Header.Sites.Select(s => (WorldPath.Join(tree.Prefix, s), PathOrigin.Site)),
        ];
        return
        [
            .. folders
                .Where(f => f.Folder.Length > 0 && tree.World.IsDirectory(f.Folder))
                .Select(f => new SearchPathEntry(f.Folder, f.Origin, Exists: true)),
        ];
    }
}
