using Plumb.Cli.Hosting;
using Plumb.Cli.Rendering;
using Plumb.Files;
using Plumb.Metadata.Declarations;
using Plumb.Metadata.Requirements;
using Plumb.Resolution.Repairs;

namespace Plumb.Cli.Commands;

/// <summary>Writes repairs into the requirements files that they change.</summary>
internal static class LockRewriting
{
    private const int LargestFile = 32 << 20;

    /// <summary>Rewrites the lines; when one of them cannot be, no file is touched.</summary>
    public static LockAnswer Apply(LockAnswer answer, World world, bool isDry, out ReportError? trouble)
    {
        var disk = new FileWorld();
        var files = new Dictionary<string, (byte[] Before, RequirementRewriter Rewriter)>(StringComparer.Ordinal);
        var lines = new List<RewrittenLine>();
        foreach (var change in answer.Repaired!.Changes)
        {
            if (change.Kind == RepairKind.Python)
            {
                trouble = Cannot(
                    $"The nearest repair is another Python, which no file says.",
                    $"Take it: --python-version {change.To}"
                );
                return answer;
            }

            var item =
                change.Kind == RepairKind.Constraint
                    ? answer.Question.Constraints[change.Position]
                    : answer.Question.Items[change.Position];
            if ((trouble = Rewrite(disk, world, item, change, answer, files, lines)) is not null)
            {
                return answer;
            }
        }

        trouble = null;
        answer = answer with { Rewritten = [.. lines], IsDry = isDry };
        if (!isDry)
        {
            foreach (var (file, (before, rewriter)) in files)
            {
                world.Cancellation.ThrowIfCancellationRequested();
                if (OutputFile.Replace(disk.ToHost(file) ?? file, before, rewriter.Bytes) is { } unwritten)
                {
                    trouble = new ReportError("output", unwritten);
                    return answer;
                }
            }
        }

        return answer;
    }

    private static ReportError? Rewrite(
        FileWorld disk,
        World world,
        DeclaredItem item,
        RepairChange change,
        LockAnswer answer,
        Dictionary<string, (byte[] Before, RequirementRewriter Rewriter)> files,
        List<RewrittenLine> lines
    )
    {
        var place = LockInput.Shown(item.Location, world);
        if (!IsRequirementsFile(item.Location.File, answer))
        {
            return Cannot($"{place} is not in a requirements file, and only those are written.", "Change it by hand.");
        }

        if (!files.TryGetValue(item.Location.File, out var file))
        {
            var read = disk.Read(item.Location.File, LargestFile);
            if (!read.Succeeded || RequirementRewriter.Of(read.Bytes!) is not { } rewriter)
            {
                return Cannot($"{place} cannot be rewritten: the file is not UTF-8.", "Change it by hand.");
            }

            files[item.Location.File] = file = (read.Bytes!, rewriter);
        }

        var specifiers = change.Version is { } version ? $"=={version}" : null;
        if (
            file.Rewriter.Change(item.Location.Line, item.Requirement!, specifiers, out var old, out var @new) is
            { } why
        )
        {
            return Cannot($"{place} cannot be rewritten: {why}.", "Change it by hand.");
        }

        lines.Add(new RewrittenLine(item.Location.File, item.Location.Line, old, @new));
        return null;
    }

    private static bool IsRequirementsFile(string file, LockAnswer answer) =>
        !file.EndsWith(".toml", StringComparison.Ordinal)
        && !file.EndsWith(".cfg", StringComparison.Ordinal)
        && !file.EndsWith(".py", StringComparison.Ordinal)
        && answer.Question.Input.Declarations.Any(d =>
            d.Kind == DeclarationKind.RequirementsFile && d.Sources.Contains(file, StringComparer.Ordinal)
        );

    private static ReportError Cannot(string message, string hint) =>
        new("write", message, hint + " No file was changed.");
}
