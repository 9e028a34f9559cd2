using System.Collections.Immutable;
using System.Text;
using Plumb.Cli.Rendering;
using Plumb.Configuration;
using Plumb.Diagnosis;
using Plumb.Files;

namespace Plumb.Cli.Commands;

/// <summary>Knowledge that an application or a user adds to Plumb's own.</summary>
/// <param name="Signatures">Signatures of failures; null when none are added.</param>
internal sealed record OwnKnowledge(OwnSignatures? Signatures)
{
    private const string Folder = "failures";
    private const int MostBytes = 4 << 20;

    /// <summary>Reads the signatures of failures; null, and the mistake, when something named cannot be read.</summary>
    public static OwnKnowledge? Failures(Call call, out ReportError? mistake)
    {
        mistake = null;
        if (call.Parsed.GetValue(call.Shared.NoConfiguration))
        {
            return new OwnKnowledge((OwnSignatures?)null);
        }

        var files = new FileWorld();
        var here = WorldPath.Normalize(call.World.CurrentFolder);
        if (!KnowledgeFolders.TryFind(files, here, call.World.Variables, out var folders, out var error))
        {
            mistake = new ReportError(
                "configuration",
                error.ToString(),
                "Go on without any configuration: --no-config"
            );
            return null;
        }

        var texts = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var path in folders.SelectMany(f => Files(files, WorldPath.Join(f, Folder))))
        {
            var read = files.Read(path, MostBytes);
            if (!read.Succeeded)
            {
                mistake = new ReportError("knowledge", $"{path} cannot be read: {FileFailureText.Of(read.Failure)}.");
                return null;
            }

            texts.Add((path, Encoding.UTF8.GetString(read.Bytes!)));
        }

        if (texts.Count == 0)
        {
            return new OwnKnowledge((OwnSignatures?)null);
        }

        if (!OwnSignatures.TryRead(texts.DrainToImmutable(), out var own, out var refusal))
        {
            mistake = new ReportError(
                "knowledge",
                refusal.Message,
                "How a row is written: docs/recipes/add-a-failure.md"
            );
            return null;
        }

        return new OwnKnowledge(own);
    }

    private static IEnumerable<string> Files(FileWorld files, string folder) =>
        files
            .ListNames(folder)
            .Where(e => !e.IsFolder && e.Name.EndsWith(".toml", StringComparison.Ordinal))
            .Select(e => WorldPath.Join(folder, e.Name))
            .Order(StringComparer.Ordinal);
}
