using System.Collections.Immutable;
using Plumb.Cli.Rendering;
using Plumb.Files;
using Plumb.Metadata.Declarations;
using Plumb.Metadata.Projects;
using Plumb.Text;

namespace Plumb.Cli.Commands;

/// <summary>What is to be locked, as it is written.</summary>
/// <param name="Items">What is asked for.</param>
/// <param name="Constraints">What holds for packages that are needed anyway.</param>
/// <param name="Overrides">What stands in the place of other requirements.</param>
internal sealed record LockInput(
    ImmutableArray<DeclaredItem> Items,
    ImmutableArray<DeclaredItem> Constraints,
    ImmutableArray<DeclaredItem> Overrides
)
{
    /// <summary>The declarations that were read, in order.</summary>
    public ImmutableArray<Declaration> Declarations { get; init; } = [];

    /// <summary>What the application says of Python; null when it says nothing.</summary>
    public PythonRequirement? RequiresPython =>
        Declarations.Select(d => d.RequiresPython).FirstOrDefault(r => r is not null);

    /// <summary>Reads what the command line names; null on a mistake.</summary>
    /// <param name="world">The process.</param>
    /// <param name="path">The application's folder or file as typed; null for the current folder.</param>
    /// <param name="files">The requirements files as typed; where there are any, PATH is not looked at.</param>
    /// <param name="constraints">Files of constraints as typed.</param>
    /// <param name="overrides">Files of overrides as typed.</param>
    /// <param name="mistake">Why there is nothing to lock.</param>
    public static LockInput? Read(
        World world,
        string? path,
        IReadOnlyList<string> files,
        IReadOnlyList<string> constraints,
        IReadOnlyList<string> overrides,
        out ReportError? mistake
    )
    {
        var disk = new FileWorld();
        var declarations = new List<Declaration>();
        mistake = null;
        foreach (var file in files.Concat(files.Count == 0 && IsFile(disk, world, path) ? [path!] : []))
        {
            if ((mistake = Add(disk, world, file, declarations)) is not null)
            {
                return null;
            }
        }

        if (declarations.Count == 0)
        {
            var folder = Full(world, path ?? ".");
            if (!disk.IsDirectory(folder) || Declaration.Find(disk, folder, world.Variables).Chosen is not { } chosen)
            {
                mistake = new ReportError(
                    "not-found",
                    disk.IsDirectory(folder)
                        ? $"{path ?? "This folder"} holds no file that says what an application needs."
                        : $"{path} is not there.",
                    "Name one: plumb lock -r requirements.txt"
                );
                return null;
            }

            declarations.Add(chosen);
        }

        var (others, instead) = (new List<Declaration>(), new List<Declaration>());
        foreach (var (names, into) in new[] { (constraints, others), (overrides, instead) })
        {
            foreach (var name in names)
            {
                if ((mistake = Add(disk, world, name, into)) is not null)
                {
                    return null;
                }
            }
        }

        var all = declarations.Concat(others).Concat(instead).ToList();
        if ((mistake = Trouble(all, world)) is not null)
        {
            return null;
        }

        var items = declarations.SelectMany(d => d.Items).ToList();
        return new LockInput(
            [.. items.Where(i => !i.IsConstraint && i.IsDefault && !IsPython(i))],
            [
                .. items.Where(i => i.IsConstraint && i.IsDefault),
                .. others.SelectMany(d => d.Items).Where(i => i.IsDefault),
            ],
            [.. instead.SelectMany(d => d.Items).Where(i => i.IsDefault)]
        )
        {
            Declarations = [.. declarations],
        };
    }

    /// <summary>A place as the current folder sees it.</summary>
    public static string Shown(Location place, World world) =>
        (place with { File = Shown(place.File, world), Column = 0 }).ToString();

    /// <summary>A path as the current folder sees it.</summary>
    public static string Shown(string path, World world)
    {
        var here = WorldPath.Normalize(world.CurrentFolder);
        return path.Length > here.Length + 1 && WorldPath.IsWithin(path, here) ? WorldPath.Relative(path, here) : path;
    }

    private static bool IsFile(FileWorld disk, World world, string? path) =>
        path is { Length: > 0 } && disk.IsFile(Full(world, path));

    private static string Full(World world, string path) => WorldPath.Normalize(world.Absolute(path));

    private static ReportError? Add(FileWorld disk, World world, string name, List<Declaration> into)
    {
        if (name.Length == 0 || !disk.IsFile(Full(world, name)))
        {
            return new ReportError(
                "not-found",
                name == "-" ? "Requirements are read from a file, not from standard input." : $"{name} is no file.",
                "Name a requirements file: plumb lock -r requirements.txt"
            );
        }

        into.Add(Declaration.Read(disk, Full(world, name), world.Variables, WorldPath.Normalize(world.CurrentFolder)));
        return null;
    }

    private static ReportError? Trouble(List<Declaration> declarations, World world)
    {
        if (declarations.SelectMany(d => d.Troubles).FirstOrDefault() is { } trouble)
        {
            return new ReportError(
                "requirements",
                $"{Shown(trouble.Location, world)}: {trouble.Message}",
                "Mend the line; nothing is locked by halves."
            );
        }

        return null;
    }

    private static bool IsPython(DeclaredItem item) =>
        item is { IsConda: true } && item.Name.Normalized is "python" or "pip";
}
