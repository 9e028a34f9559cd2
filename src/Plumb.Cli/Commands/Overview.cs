using System.Text;
using Plumb.Cli.Rendering;
using Plumb.Files;

namespace Plumb.Cli.Commands;

/// <summary>What <c>plumb</c> alone prints: the commonest jobs, and what it sees in this folder.</summary>
internal static class Overview
{
    private static readonly string[] _declarations =
    [
        "plumb.toml",
        "pyproject.toml",
        "requirements.txt",
        "pylock.toml",
        "uv.lock",
        "poetry.lock",
        "Pipfile",
        "Pipfile.lock",
        "environment.yml",
        "environment.yaml",
        "setup.py",
        "setup.cfg",
    ];

    /// <summary>Writes the screen.</summary>
    public static int Write(World world)
    {
        var text = new StringBuilder();
        text.Append("Plumb says what is wrong with a Python machine-learning environment, without running Python.\n\n");
        text.Append("  plumb check                             what is wrong here\n");
        text.Append("  plumb check PATH                        … with that environment, application or interpreter\n");
        text.Append("  plumb gpu                               which GPUs there are, and what can use them\n");
        text.Append("  plumb diagnose LOG                      the cause of a failure, out of a log\n");
        text.Append("  plumb explain CODE                      what a finding means and what to do\n");
        text.Append("  plumb check --format html -o page.html  a page to look at or to send\n");
        text.Append("  plumb report -o report.md               what to attach to a bug\n\n");
        foreach (var line in Sights(world))
        {
            text.Append(line).Append('\n');
        }

        text.Append("All commands and options: plumb --help\n");
        var lines = text.ToString()
            .TrimEnd('\n')
            .Split('\n')
            .Select(l => VisibleText.Of(l, world.Terminal.IsUtf8) + "\n");
        PlainAnswer.Write(world, string.Concat(lines));
        return ExitCode.Clean;
    }

    private static IEnumerable<string> Sights(World world)
    {
        var files = new FileWorld();
        var listing = files.List(WorldPath.Normalize(world.CurrentFolder));
        var declarations = _declarations
            .Where(d => listing.TryFind(d, out var entry) && entry.Kind != FileKind.Directory)
            .ToList();
        var environments = listing
            .Entries.Where(e => e.Kind != FileKind.File && IsEnvironment(files, WorldPath.Join(listing.Path, e.Name)))
            .Select(e => e.Name)
            .ToList();
        var seen = new List<string>();
        if (declarations.Count > 0)
        {
            seen.Add($"an application ({Words.List(declarations)})");
        }

        if (environments.Count > 0)
        {
            seen.Add($"{(environments.Count == 1 ? "an environment" : "environments")} ({Words.List(environments)})");
        }

        if (seen.Count > 0)
        {
            yield return $"In this folder: {Words.List(seen)}.";
            yield return environments.Count == 1
                ? $"Look at it: plumb check {environments[0]}"
                : "Look at it: plumb check";
        }
        else if (
            (world.Variables.GetNonEmpty("VIRTUAL_ENV") ?? world.Variables.GetNonEmpty("CONDA_PREFIX")) is { } active
        )
        {
            yield return $"This folder holds no application. The environment {active} is active: plumb check";
        }
        else
        {
            yield return "This folder holds no application and no environment. plumb check looks at the python3 on PATH.";
        }
    }

    private static bool IsEnvironment(FileWorld files, string folder) =>
        files.IsFile(WorldPath.Join(folder, "pyvenv.cfg")) || files.IsDirectory(WorldPath.Join(folder, "conda-meta"));
}
