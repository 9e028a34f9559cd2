using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Text;

namespace Plumb.Metadata.Requirements;

/// <summary>Where and under which circumstances pip would read a requirements file.</summary>
public sealed record RequirementsContext
{
    /// <summary>The folder in which pip runs; relative projects and archives are looked for there. Null for the file's own folder.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The variables that <c>${NAME}</c> may name.</summary>
    public WorldVariables Variables { get; init; } = WorldVariables.None;

    /// <summary>The locale's encoding by Python's name, tried on files that are not UTF-8 and do not say what they are.</summary>
    public string LocaleEncoding { get; init; } = "utf-8";

    /// <summary>The file is given with <c>-c</c>.</summary>
    public bool IsConstraint { get; init; }
}

/// <summary>A file that a requirements file names with <c>-r</c> or <c>-c</c>, or the file itself.</summary>
/// <param name="Path">The path in the inspected world, or the URL (which may hold credentials).</param>
/// <param name="IsConstraint">It holds constraints.</param>
/// <param name="NamedAt">The line that names it; null for the file that was asked for.</param>
/// <param name="IsRead">False for what lies elsewhere on the network, which is not looked at, and for what could not be read.</param>
public sealed record RequirementsSource(string Path, bool IsConstraint, Location? NamedAt, bool IsRead)
{
    /// <inheritdoc />
    public override string ToString() => Redaction.Redact(Path);
}

/// <summary>Something in a requirements file that stops pip or that pip only warns of.</summary>
/// <param name="Message">One plain sentence without credentials.</param>
/// <param name="Location">Where.</param>
public sealed record RequirementsProblem(string Message, Location Location)
{
    /// <inheritdoc />
    public override string ToString() => $"{Location}: {Message}";
}

/// <summary>A requirements file with all that it includes, read as pip 26 reads it (its "Requirements File Format" page).</summary>
public sealed record RequirementsFile
{
    /// <summary>The path in the inspected world.</summary>
    public required string Path { get; init; }

    /// <summary>The requirements of all files in the order in which pip meets them.</summary>
    public ImmutableArray<RequirementLine> Requirements { get; init; } = [];

    /// <summary>What the options amount to.</summary>
    public RequirementsOptions Options { get; init; } = RequirementsOptions.None;

    /// <summary>The options one by one, in the order in which pip meets them.</summary>
    public ImmutableArray<RequirementsOption> OptionLines { get; init; } = [];

    /// <summary>The files looked at, this one first.</summary>
    public ImmutableArray<RequirementsSource> Sources { get; init; } = [];

    /// <summary>
    /// What stops pip, in order: it reads nothing after the first of these. Plumb reads on, so that one bad line does
    /// not hide the rest. A requirement that pip reads and then refuses is not here but has a <see cref="RequirementLine.Refusal"/>.
    /// </summary>
    public ImmutableArray<RequirementsProblem> Errors { get; init; } = [];

    /// <summary>What pip only warns of, or does without a word although it is hardly meant.</summary>
    public ImmutableArray<RequirementsProblem> Warnings { get; init; } = [];

    /// <summary>Reads a file and the local files it names. Never fails: what cannot be read is among the <see cref="Errors"/>.</summary>
    /// <param name="world">Where the files lie.</param>
    /// <param name="path">The file, relative to the working directory or absolute.</param>
    /// <param name="context">How pip would be run; null for in the file's folder without variables.</param>
    public static RequirementsFile Read(FileWorld world, string path, RequirementsContext? context = null)
    {
        context ??= new RequirementsContext();
        var full = WorldPath.Normalize(WorldPath.Join(context.WorkingDirectory ?? "/", path));
        return new RequirementsReader(world, InFolder(context, full)).ReadAll(full);
    }

    /// <summary>
    /// Reads lines that stand in a file of another kind and are handed to pip as a requirements file beside it, as conda does
    /// with what is below <c>pip:</c>.
    /// </summary>
    /// <param name="world">Where the files lie.</param>
    /// <param name="path">The file that holds the lines, absolute.</param>
    /// <param name="lines">The lines with their places.</param>
    /// <param name="context">How pip would be run; null for in the file's folder without variables.</param>
    public static RequirementsFile ReadLines(
        FileWorld world,
        string path,
        IEnumerable<KeyValuePair<string, Location>> lines,
        RequirementsContext? context = null
    ) => new RequirementsReader(world, InFolder(context ?? new RequirementsContext(), path)).ReadLines(path, lines);

    private static RequirementsContext InFolder(RequirementsContext context, string path) =>
        context with
        {
            WorkingDirectory = context.WorkingDirectory ?? WorldPath.Parent(path),
        };
}
