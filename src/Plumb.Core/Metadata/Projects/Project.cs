using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Metadata.Projects;

/// <summary>What builds a project (PEP 517), as far as it decides how its files are read.</summary>
public enum BuildBackend
{
    /// <summary>None is named and nothing else tells: setuptools by default (PEP 517).</summary>
    None,

    /// <summary>setuptools.</summary>
    Setuptools,

    /// <summary>hatchling.</summary>
    Hatchling,

    /// <summary>poetry-core, or a file with <c>[tool.poetry]</c> only.</summary>
    Poetry,

    /// <summary>pdm-backend.</summary>
    Pdm,

    /// <summary>flit-core.</summary>
    Flit,

    /// <summary>Another one, which is taken to read <c>[project]</c> (PEP 621) only.</summary>
    Other,
}

/// <summary>How much of what a project needs could be told without running its code.</summary>
public enum Completeness
{
    /// <summary>All of it: it is written down as plain values.</summary>
    Known,

    /// <summary>
    /// Some of it: the rest is computed, or was followed through code that may do more than Plumb understands.
    /// </summary>
    Partial,

    /// <summary>Nothing of it.</summary>
    Unknown,
}

/// <summary>
/// A project as its files declare it: pyproject.toml (PEP 621, PEP 735 and the tables of poetry, pdm, hatch and
/// setuptools), setup.cfg, and setup.py read as text and never run. What its build backend would write as metadata.
/// </summary>
public sealed record Project
{
    /// <summary>The project's folder in the inspected world.</summary>
    public required string Folder { get; init; }

    /// <summary>What builds it.</summary>
    public BuildBackend Backend { get; init; }

    /// <summary>The name as written; null when no file tells.</summary>
    public string? Name { get; init; }

    /// <summary>The version in normal form; null when no file tells, or when it is made at build time.</summary>
    public string? Version { get; init; }

    /// <summary>The Python versions that it runs on; null for any.</summary>
    public PythonRequirement? RequiresPython { get; init; }

    /// <summary>What it needs, those of extras after those without, in the order of the files.</summary>
    public ImmutableArray<ProjectRequirement> Requirements { get; init; } = [];

    /// <summary>The extras, normalised, in the order of the files.</summary>
    public ImmutableArray<string> Extras { get; init; } = [];

    /// <summary>Groups for those who work on the project; no user of it installs them.</summary>
    public ImmutableArray<ProjectGroup> Groups { get; init; } = [];

    /// <summary>How much of <see cref="Requirements"/> could be told.</summary>
    public Completeness Completeness { get; init; }

    /// <summary>What makes the build backend refuse the project.</summary>
    public ImmutableArray<ProjectProblem> Errors { get; init; } = [];

    /// <summary>What was passed over, and what could not be told without running code.</summary>
    public ImmutableArray<ProjectProblem> Warnings { get; init; } = [];

    /// <summary>The files that were read, the deciding one first.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>Reads the project in a folder; null when it has neither pyproject.toml nor setup.cfg nor setup.py.</summary>
    public static Project? Read(FileWorld world, string folder) => new ProjectReader(world, folder).Read();
}
