using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Checkups;
using Plumb.Cli.Rendering;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Metadata.Declarations;

namespace Plumb.Cli.Commands;

/// <summary>Finds the environment that is meant, looks at it and tells what the checks found.</summary>
internal static class EnvironmentInspector
{
    /// <summary>Where programs of another machine lie, whatever PATH says here: what images and login shells begin with.</summary>
    private const string UsualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>The variables that change where Python looks: under <c>--root</c> only these are taken over.</summary>
    private static readonly ImmutableArray<string> _carried =
    [
        "HOME",
        "PYTHONPATH",
        "PYTHONHOME",
        "PYTHONNOUSERSITE",
        "PYTHONUSERBASE",
        "VIRTUAL_ENV",
        "CONDA_PREFIX",
    ];

    /// <summary>Looks.</summary>
    public static CheckReport Inspect(CheckRequest request, World world)
    {
        var files = new FileWorld(request.Root);
        if (request.Root is not null && !new FileWorld().IsDirectory(WorldPath.Normalize(request.Root)))
        {
            return Failed(
                "not-found",
                $"--root {request.Root} is no folder.",
                "Name the folder of an unpacked image or of a mounted disk."
            );
        }

        var variables = request.Root is null ? world.Variables : Carried(world.Variables, files);
        var located = request.Python is { } python
            ? EnvironmentLocator.LocateFor(files, variables, python, request.Path, world.CurrentFolder)
            : EnvironmentLocator.Locate(files, variables, request.Path, world.CurrentFolder);
        return located switch
        {
            EnvironmentLocated found => Check(request, world, files, variables, found),
            EnvironmentNotLocated missing => Failed(
                "not-found",
                missing.Reason,
                "Name an application folder, a virtual environment, an interpreter or a site-packages folder: plumb check PATH"
            ),
            _ => throw new InvalidOperationException("The locator gave an answer that nobody knows."),
        };
    }

    private static CheckReport Check(
        CheckRequest request,
        World world,
        FileWorld files,
        WorldVariables variables,
        EnvironmentLocated located
    )
    {
        var installation = located.Installation;
        Declaration? declaration = null;
        var compared = "";
        if (request.Against is { } against)
        {
            var (where, file) = AgainstFile(files, world, against);
            if (!where.IsFile(file))
            {
                return Failed(
                    "not-found",
                    $"--against {against} is no file.",
                    "Name a requirements file, a pyproject.toml or a lock file."
                );
            }

            declaration = Declaration.Read(where, file, variables);
        }
        else if (located.Application is { } application)
        {
            var choice = Declaration.Find(files, application, variables);
            declaration = choice.Chosen;
            compared = choice.Candidates.Length > 1 ? choice.Sentence : "";
        }

        string? step = null;
        using var progress = request.ShowsProgress
            ? new ProgressLine(
                world,
                () =>
                    step
                    ?? $"looking at {installation.Prefix}: {Words.Many(files.Seen, "file and folder", "files and folders")}"
            )
            : null;
        var declared = declaration is null ? null : DeclaredRequirements.Of(declaration, installation);
        var result = EnvironmentCheckup.Run(
            files,
            variables,
            installation,
            located.Application,
            declared,
            request.Selection,
            request.Verify,
            request.Stack,
            DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime),
            world.Cancellation
        );
        ReportError? trouble = null;
        ImportsReport? imports = null;
        if (request.Imports is { } asked)
        {
            (result, imports) = ImportInspector.Try(
                asked,
                world,
                files,
                result,
                request.Selection,
                now => step = now,
                out trouble
            );
        }

        var remarks = Remarks(located);
        ImmutableArray<string> commands = [];
        if (result.Snapshot.HasUv == false && result.Findings.Any(NeedsUv))
        {
            commands = commands.Add("Commands that begin with uv need uv, which is not on PATH here.");
        }

        if (files.Root is not null && result.Findings.Any(f => !f.Fixes.IsEmpty))
        {
            commands = commands.Add("Commands are for the image or machine that --root names: run them there.");
        }

        return ResultReport.Of(result, request.Selection, imports) with
        {
            Imports = imports,
            Error = trouble,
            Remarks = compared.Length == 0 ? remarks : remarks.Add(compared),
            CommandRemarks = commands,
        };
    }

    private static bool NeedsUv(Finding finding) =>
        finding.Fixes.SelectMany(f => f.Commands).Any(c => c.StartsWith("uv ", StringComparison.Ordinal));

    /// <summary>The file to compare with is usually this machine's, also when another machine's environment is looked at.</summary>
    private static (FileWorld World, string Path) AgainstFile(FileWorld files, World world, string typed)
    {
        var here = new FileWorld();
        var path = EnvironmentLocator.InWorld(here, typed, world.CurrentFolder);
        return files.Root is null || here.IsFile(path)
            ? (here, path)
            : (files, EnvironmentLocator.InWorld(files, typed, world.CurrentFolder));
    }

    private static ImmutableArray<string> Remarks(EnvironmentLocated located)
    {
        var passed = located.PassedOver.Select(p => $"Passed over {p.Path}: {p.Why}").ToImmutableArray();
        if (located.Others.IsEmpty)
        {
            return passed;
        }

        var others = string.Join(", ", located.Others.Take(3).Select(o => o.Path));
        var more = located.Others.Length > 3 ? $" and {located.Others.Length - 3} more" : "";
        return
        [
            .. passed,
            $"Looked at {located.Installation.Prefix}, {located.Why}. Also here: {others}{more}. Choose with: plumb check PATH",
        ];
    }

    internal static WorldVariables Carried(WorldVariables variables, FileWorld files)
    {
        var values = variables.Values.Where(v =>
            _carried.Contains(v.Key, StringComparer.Ordinal) && Counts(v.Key, v.Value, files)
        );
        return new WorldVariables(
            ImmutableDictionary.CreateRange(
                StringComparer.Ordinal,
                values.Append(KeyValuePair.Create("PATH", UsualPath))
            )
        );
    }

    /// <summary>This machine's variables say something of another one only where they name what lies there.</summary>
    private static bool Counts(string name, string value, FileWorld files) =>
        name == "PYTHONNOUSERSITE"
        || value.Split(':').Any(p => WorldPath.IsAbsolute(p) && files.IsDirectory(WorldPath.Normalize(p)));

    private static CheckReport Failed(string code, string message, string hint) =>
        new() { Error = new ReportError(code, message, hint) };
}
