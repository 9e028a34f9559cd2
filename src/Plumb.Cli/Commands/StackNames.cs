using Plumb.Cli.Rendering;
using Plumb.Configuration;
using Plumb.Files;
using Plumb.Stacks;
using Plumb.Text;

namespace Plumb.Cli.Commands;

/// <summary>Finds the stack that a word names: one that Plumb carries, or a manifest of this machine.</summary>
internal static class StackNames
{
    /// <summary>The stack; null, and the mistake, when there is none.</summary>
    /// <param name="name">A name, the path of a manifest, or that of the folder that holds it.</param>
    /// <param name="world">The process.</param>
    /// <param name="mistake">Why there is none, with what is allowed.</param>
    public static Stack? Find(string name, World world, out ReportError? mistake)
    {
        mistake = null;
        var files = new FileWorld();
        var path = WorldPath.Normalize(world.Absolute(name));
        var isPath = name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal);
        if (!isPath && name is not ("." or "..") && ShippedStacks.Find(name) is { } shipped)
        {
            return shipped;
        }

        if (files.IsFile(path) || files.IsDirectory(path))
        {
            if (!StackFile.TryRead(files, path, out var stack, out var error))
            {
                mistake = new ReportError("manifest", error.ToString(), "The format: docs/stack.md");
                return null;
            }

            if (stack is not null)
            {
                return stack;
            }

            mistake = new ReportError(
                "not-found",
                $"{name} states no stack: there is no table [stack].",
                "Write one from what the application declares: plumb stack init"
            );
            return null;
        }

        var near = NearestWord.To(name, ShippedStacks.Names);
        mistake = new ReportError(
            "not-found",
            $"No stack is named \"{name}\", and it is no file." + (near is null ? "" : $" Did you mean \"{near}\"?"),
            $"Plumb carries {Words.List([.. ShippedStacks.Names])}; or name a plumb.toml."
        );
        return null;
    }
}
