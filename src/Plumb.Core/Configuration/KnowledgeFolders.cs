using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Files;
using Plumb.Metadata.Toml;

namespace Plumb.Configuration;

/// <summary>The folders of knowledge that an application or a user adds to Plumb's own: the <c>[[knowledge]]</c> of their <c>plumb.toml</c>.</summary>
public static class KnowledgeFolders
{
    private static readonly ImmutableArray<string> _keys = ["folder"];

    /// <summary>Finds them, the application's first.</summary>
    /// <param name="world">This machine.</param>
    /// <param name="folder">Where the application's file is looked for, upward.</param>
    /// <param name="variables">They say where the user's file lies.</param>
    /// <param name="folders">Absolute paths; empty when nothing is added.</param>
    /// <param name="error">The first mistake.</param>
    public static bool TryFind(
        FileWorld world,
        string folder,
        WorldVariables variables,
        out ImmutableArray<string> folders,
        [NotNullWhen(false)] out ConfigurationError? error
    )
    {
        folders = [];
        ConfigurationFile? users = null;
        if (
            !ConfigurationFile.TryFindNearest(world, folder, out var own, out error)
            || (
                LoadedConfiguration.UsersFile(variables) is { } path
                && path != own?.Document.File
                && !ConfigurationFile.TryRead(world, path, out users, out error)
            )
        )
        {
            return false;
        }

        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var file in new[] { own, users }.OfType<ConfigurationFile>())
        {
            var fields = new TomlFields(file.Document);
            foreach (var table in fields.Tables(file.Settings, "knowledge"))
            {
                fields.KnowKeys(table, _keys, "[[knowledge]]");
                if (fields.Text(table, "folder", "[[knowledge]]") is { } named)
                {
                    var at = WorldPath.Normalize(WorldPath.Join(WorldPath.Parent(file.Document.File), named));
                    found.Add(at);
                    if (WorldPath.IsNetworkShare(named))
                    {
                        fields.Fail(
                            table["folder"]!.Offset,
                            "folder wants a folder of this machine, no network share."
                        );
                    }
                    else if (!world.IsDirectory(at))
                    {
                        fields.Fail(table["folder"]!.Offset, $"folder names {at}, which is no folder.");
                    }
                }
            }

            if (fields.Mistake is { } mistake)
            {
                error = ConfigurationError.Of(mistake);
                return false;
            }
        }

        folders = found.DrainToImmutable();
        error = null;
        return true;
    }
}
