using Plumb.Cli.Rendering;
using Plumb.Files;
using Plumb.Knowledge;

namespace Plumb.Cli.Commands;

/// <summary>Facts that an application or a user adds to Plumb's own: the files at the top of their folders of knowledge.</summary>
internal static class OwnFactFiles
{
    // A folder of knowledge may be the one that names itself.
    private static readonly string[] _ofOthers = ["plumb.toml", "pyproject.toml"];

    /// <summary>Adds what is configured where the program was started; the mistake when something named cannot be taken.</summary>
    public static ReportError? Add(Call call) =>
        Add(call, new FileWorld(), WorldPath.Normalize(call.World.CurrentFolder));

    /// <summary>Adds what is configured for a folder, before the first fact is read.</summary>
    public static ReportError? Add(Call call, FileWorld files, string folder)
    {
        if (OwnKnowledge.Folders(call, files, folder, out var mistake) is not { } folders)
        {
            return mistake;
        }

        var own = new List<OwnFactFile>();
        foreach (var path in folders.SelectMany(f => OwnKnowledge.Files(files, f)))
        {
            var name = WorldPath.Name(path);
            if (_ofOthers.Contains(name, StringComparer.Ordinal))
            {
                continue;
            }

            if (OwnKnowledge.Read(files, path, out mistake) is not { } toml)
            {
                return mistake;
            }

            own.Add(new OwnFactFile(name, path, toml));
        }

        return own.Count == 0 || OwnFacts.TryAdd([.. own], out var refusal)
            ? null
            : new ReportError("knowledge", refusal.Message, "How a row is written: docs/recipes/add-a-fact.md");
    }
}
