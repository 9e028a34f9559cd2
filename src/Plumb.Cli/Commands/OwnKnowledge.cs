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
    private const string FailureFolder = "failures";
    private const int MostBytes = 4 << 20;

    /// <summary>Reads the signatures of failures; null, and the mistake, when something named cannot be read.</summary>
    public static OwnKnowledge? Failures(Call call, out ReportError? mistake)
    {
        var files = new FileWorld();
        if (Folders(call, files, WorldPath.Normalize(call.World.CurrentFolder), out mistake) is not { } folders)
        {
            return null;
        }

        var texts = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var path in folders.SelectMany(f => Files(files, WorldPath.Join(f, FailureFolder))))
        {
            if (Read(files, path, out mistake) is not { } toml)
            {
                return null;
            }

            texts.Add((path, toml));
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

    /// <summary>The folders that are configured, the application's first; null, and the mistake, when configuration cannot be read.</summary>
    public static ImmutableArray<string>? Folders(Call call, FileWorld files, string folder, out ReportError? mistake)
    {
        mistake = null;
        if (call.Parsed.GetValue(call.Shared.NoConfiguration))
        {
            return [];
        }

        if (KnowledgeFolders.TryFind(files, folder, call.World.Variables, out var folders, out var error))
        {
            return folders;
        }

        mistake = new ReportError("configuration", error.ToString(), "Go on without any configuration: --no-config");
        return null;
    }

    /// <summary>The knowledge files that lie in a folder itself, by name.</summary>
    public static IEnumerable<string> Files(FileWorld files, string folder) =>
        files
            .ListNames(folder)
            .Where(e => !e.IsFolder && e.Name.EndsWith(".toml", StringComparison.Ordinal))
            .Select(e => WorldPath.Join(folder, e.Name))
            .Order(StringComparer.Ordinal);

    /// <summary>The text of one; null, and the mistake, when it cannot be read.</summary>
    public static string? Read(FileWorld files, string path, out ReportError? mistake)
    {
        var read = files.Read(path, MostBytes);
        mistake = read.Succeeded
            ? null
            : new ReportError("knowledge", $"{path} cannot be read: {FileFailureText.Of(read.Failure)}.");
        return read.Succeeded ? Encoding.UTF8.GetString(read.Bytes!) : null;
    }
}
