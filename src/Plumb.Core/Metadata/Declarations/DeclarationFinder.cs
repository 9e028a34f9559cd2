using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Metadata.Projects;

namespace Plumb.Metadata.Declarations;

/// <summary>
/// Finds what an application declares. A project's own declaration comes first when it names dependencies, then
/// requirements.txt, setup.py, conda's and pipenv's files; a lock is taken only when nothing else is there, for an
/// environment may well be newer than a lock and still be what the application asks for.
/// </summary>
internal sealed class DeclarationFinder(FileWorld world, string folder, WorldVariables variables)
{
    private const int RequirementsStart = 20;
    private const int ConstraintsRank = 95;
    private const int MostCandidates = 50;

    public DeclarationChoice Find()
    {
        var project = Project.Read(world, folder);
        var candidates = Candidates(project);
        foreach (var candidate in candidates)
        {
            if (candidate.Rank >= ConstraintsRank)
            {
                break;
            }

            var declaration = Declaration.Read(world, candidate.Path, variables, folder);
            if (declaration.Items.Length > 0 || !declaration.Troubles.IsEmpty || IsLast(candidate, candidates))
            {
                ImmutableArray<DeclarationCandidate> ordered =
                [
                    candidate,
                    .. candidates.Where(c => c.Path != candidate.Path),
                ];
                return new DeclarationChoice(declaration, ordered, Sentence(candidate, ordered, project));
            }
        }

        return new DeclarationChoice(
            null,
            candidates,
            candidates.IsEmpty
                ? "No file here says what the application needs."
                : $"{Names(candidates)} say nothing of what the application needs."
        );
    }

    private static bool IsLast(DeclarationCandidate candidate, ImmutableArray<DeclarationCandidate> candidates) =>
        candidate == candidates.LastOrDefault(c => c.Rank < ConstraintsRank);

    private ImmutableArray<DeclarationCandidate> Candidates(Project? project)
    {
        var found = new List<DeclarationCandidate>();
        foreach (var entry in world.List(folder).Entries)
        {
            if (entry.Kind != FileKind.Directory && DeclarationNames.KindOf(entry.Name) is { } kind)
            {
                found.Add(
                    new DeclarationCandidate(WorldPath.Join(folder, entry.Name), kind, Rank(entry.Name, kind, project))
                );
            }
        }

        var inner = WorldPath.Join(folder, "requirements");
        foreach (var entry in world.List(inner).Entries)
        {
            if (
                entry.Kind != FileKind.Directory
                && (
                    entry.Name.EndsWith(".txt", StringComparison.Ordinal)
                    || entry.Name.EndsWith(".in", StringComparison.Ordinal)
                )
            )
            {
                var rank = RequirementsStart + 10 + DeclarationNames.RequirementsRank(entry.Name);
                found.Add(
                    new DeclarationCandidate(WorldPath.Join(inner, entry.Name), DeclarationKind.RequirementsFile, rank)
                );
            }
        }

        // setup.cfg and setup.py are one declaration.
        if (found.Exists(c => c.Path.EndsWith("/setup.py", StringComparison.Ordinal)))
        {
            found.RemoveAll(c => c.Path.EndsWith("/setup.cfg", StringComparison.Ordinal));
        }

        return
        [
            .. found
                .Where(c => world.IsFile(c.Path))
                .OrderBy(c => c.Rank)
                .ThenBy(c => c.Path.Length)
                .ThenBy(c => c.Path, StringComparer.Ordinal)
                .Take(MostCandidates),
        ];
    }

    private static int Rank(string name, DeclarationKind kind, Project? project) =>
        kind switch
        {
            DeclarationKind.PyProject => IsDeclaring(project) ? 10 : 90,
            DeclarationKind.RequirementsFile when DeclarationNames.IsConstraints(name) => ConstraintsRank,
            DeclarationKind.RequirementsFile => RequirementsStart
                + DeclarationNames.RequirementsRank(name) switch
                {
                    0 or 1 => 0,
                    9 => 65,
                    _ => 40,
                },
            DeclarationKind.Setuptools => IsDeclaring(project) ? 30 : 92,
            DeclarationKind.CondaEnvironment => 40,
            DeclarationKind.Pipfile => 50,
            _ => name.StartsWith("pylock", StringComparison.Ordinal) ? 70 : 72,
        };

    /// <summary>Whether the project names dependencies of its own, or may do so.</summary>
    private static bool IsDeclaring(Project? project) =>
        project is not null
        && (project.Requirements.Any(r => r.Extra is null) || project.Completeness != Completeness.Known);

    private string Sentence(
        DeclarationCandidate chosen,
        ImmutableArray<DeclarationCandidate> candidates,
        Project? project
    )
    {
        var name = WorldPath.Relative(chosen.Path, folder);
        var hasPyProject = candidates.Any(c => c.Kind == DeclarationKind.PyProject && c != chosen);
        var reason = chosen.Kind switch
        {
            DeclarationKind.PyProject when IsDeclaring(project) => "it declares the project's dependencies",
            DeclarationKind.PyProject => "no other file here says what the application needs",
            DeclarationKind.Lock =>
                "no other file here says what the application needs; a lock says it to the exact version",
            _ when hasPyProject => "pyproject.toml names no dependencies",
            DeclarationKind.RequirementsFile when chosen.Rank == RequirementsStart =>
                "that is the file such an application is installed from",
            _ => "no better known file here says what the application needs",
        };
        var others = candidates.Where(c => c != chosen).ToArray();
        var rest = others.Length == 0 ? "" : $" Also here: {Names(others)}; --against FILE compares with one of them.";
        return $"{name} is taken as the application's declaration: {reason}.{rest}";
    }

    private string Names(IEnumerable<DeclarationCandidate> candidates)
    {
        string[] names = [.. candidates.Select(c => WorldPath.Relative(c.Path, folder))];
        return names.Length switch
        {
            <= 1 => string.Concat(names),
            <= 6 => $"{string.Join(", ", names[..^1])} and {names[^1]}",
            _ => $"{string.Join(", ", names[..5])} and {names.Length - 5} more",
        };
    }
}
