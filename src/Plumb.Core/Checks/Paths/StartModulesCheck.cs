using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Paths;

/// <summary>
/// <c>sitecustomize</c> and <c>usercustomize</c>, which <c>site</c> imports at every start, where no distribution brought them. Those of the
/// system and of the standard library's folder are their owners' business.
/// </summary>
public sealed class StartModulesCheck : ICheck
{
    private static readonly string[] _modules = ["sitecustomize", "usercustomize"];

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [PathRules.StartModule];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var site in context.Snapshot.Sites.Where(s => s is { IsOwn: true, IsDistributionManaged: false }))
        {
            foreach (var entry in context.Snapshot.Tree.Folder(site.Path)?.Entries ?? [])
            {
                var path = WorldPath.Join(site.Path, entry.Name);
                if (Module(context, path, entry) is { } module && !context.Ownership.IsOwned(module))
                {
                    yield return Judge(context, path, WorldPath.Name(module));
                }
            }
        }
    }

    /// <summary>The file that would run; null when the entry is no such module.</summary>
    private static string? Module(CheckContext context, string path, DirectoryEntry entry)
    {
        if (entry.Kind == FileKind.Directory)
        {
            var init = WorldPath.Join(path, "__init__.py");
            return _modules.Contains(entry.Name, StringComparer.Ordinal) && context.Snapshot.Tree.Exists(init)
                ? init
                : null;
        }

        return
            ModuleNames.TryParseFile(entry.Name, out var name, out _) && _modules.Contains(name, StringComparer.Ordinal)
            ? path
            : null;
    }

    private static Judgement Judge(CheckContext context, string path, string file)
    {
        var name = WorldPath.Name(path);
        var shown = name == file ? name : $"{name}/{file}";
        return new Judgement(
            new Finding
            {
                Rule = PathRules.StartModule,
                Severity = Severity.Warning,
                Title = $"{shown} runs whenever Python starts, and no installed distribution owns it.",
                Message = "Python imports a module of this name by itself.",
                Subject = new Subject(SubjectKind.File, path),
                Location = new Location(path),
                Evidence = [new Evidence("no RECORD names it", path)],
            },
            [
                new ProposedFix(
                    "delete it, once you have read it and know that nothing needs it",
                    [name == file ? context.Commands.DeleteFiles(path) : context.Commands.Delete(path)],
                    1,
                    s => SnapshotEdits.DeletePaths(s, path)
                ),
            ]
        );
    }
}
