using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Metadata.Locks;
using Plumb.Metadata.Projects;
using Plumb.Metadata.Requirements;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Declarations;

/// <summary>A part of a declaration that could not be read, or that is not what it seems.</summary>
/// <param name="Message">One plain sentence without credentials.</param>
/// <param name="Location">Where.</param>
public sealed record DeclarationTrouble(string Message, Location Location)
{
    /// <inheritdoc />
    public override string ToString() => $"{Location}: {Message}";
}

/// <summary>What an application says it needs, from whichever kind of file, in one form.</summary>
public sealed record Declaration
{
    /// <summary>The file, as a path of the inspected world.</summary>
    public required string Path { get; init; }

    /// <summary>What kind of file it is.</summary>
    public required DeclarationKind Kind { get; init; }

    /// <summary>What it asks for in the order of the file; of a lock every package, whatever machine it is for.</summary>
    public ImmutableArray<DeclaredItem> Items { get; init; } = [];

    /// <summary>The Python versions that it is for; null when it does not say.</summary>
    public PythonRequirement? RequiresPython { get; init; }

    /// <summary>How much of it could be told without running code.</summary>
    public Completeness Completeness { get; init; }

    /// <summary>What could not be read and what installers would refuse.</summary>
    public ImmutableArray<DeclarationTrouble> Troubles { get; init; } = [];

    /// <summary>What installers pass over or only warn of.</summary>
    public ImmutableArray<DeclarationTrouble> Remarks { get; init; } = [];

    /// <summary>The files that were read for it, this one first.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>pip's options in it; none for other kinds of files.</summary>
    public RequirementsOptions Options { get; init; } = RequirementsOptions.None;

    /// <summary>The lock, when it is one.</summary>
    public LockFile? Lock { get; init; }

    /// <summary>
    /// What counts in an environment, without extras and development groups: of a lock the packages at their exact versions for
    /// the environment's machine and Python, of other files what markers let through. What depends on something unknown is left
    /// out, for nobody can prove that it is needed.
    /// </summary>
    /// <param name="environment">The values of marker variables.</param>
    /// <param name="troubles">Why a lock is not for this environment; empty for other kinds.</param>
    public ImmutableArray<DeclaredItem> ItemsFor(
        MarkerEnvironment environment,
        out ImmutableArray<DeclarationTrouble> troubles
    )
    {
        troubles = [];
        if (Lock is null)
        {
            return [.. Items.Where(i => i.IsDefault && i.Marker?.Holds(environment) != false)];
        }

        var selection = Lock.Select(new LockTarget(environment));
        troubles =
        [
            .. selection.Problems.Select(p => new DeclarationTrouble(
                Redaction.Redact(p.Message),
                p.Package?.Location ?? new Location(Path)
            )),
        ];
        return [.. selection.Packages.Select(choice => LockItems.Of(choice.Package))];
    }

    /// <summary>
    /// Reads a declaration of any kind, told by its name and, where that says nothing, by its content. Never fails: what cannot be read
    /// is among the <see cref="Troubles"/>.
    /// </summary>
    /// <param name="world">Where the files lie.</param>
    /// <param name="path">The file, absolute.</param>
    /// <param name="variables">The variables that a requirements file may name; null for none.</param>
    /// <param name="workingDirectory">The folder in which pip would run, absolute; null for the file's own.</param>
    public static Declaration Read(
        FileWorld world,
        string path,
        WorldVariables? variables = null,
        string? workingDirectory = null
    ) => new DeclarationReader(world, variables ?? WorldVariables.None, workingDirectory).Read(path);

    /// <summary>Looks in an application's folder for the files that say what it needs, and reads the one that says it best.</summary>
    /// <param name="world">Where the files lie.</param>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="variables">The variables that a requirements file may name; null for none.</param>
    public static DeclarationChoice Find(FileWorld world, string folder, WorldVariables? variables = null) =>
        new DeclarationFinder(world, folder, variables ?? WorldVariables.None).Find();
}
