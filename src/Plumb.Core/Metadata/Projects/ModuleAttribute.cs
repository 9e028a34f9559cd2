using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>Finds what a module-level name of a project's package is set to, when it is a plain value.</summary>
internal static class ModuleAttribute
{
    private static readonly string[] _roots = ["", "src/", "lib/"];

    /// <summary>The value of "package.module.name"; null when the module is not found or computes it.</summary>
    public static PlacedText? Find(ProjectFiles files, string path)
    {
        var dot = path.LastIndexOf('.');
        if (dot <= 0)
        {
            return null;
        }

        var module = path[..dot].Replace('.', '/');
        foreach (var root in _roots)
        {
            foreach (var name in (string[])[$"{root}{module}.py", $"{root}{module}/__init__.py"])
            {
                if (files.Exists(name) && FindIn(files, name, path[(dot + 1)..]) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    /// <summary>The value of a name in one file of the project.</summary>
    public static PlacedText? FindIn(ProjectFiles files, string file, string name)
    {
        if (files.Read(file, out _) is not { } source)
        {
            return null;
        }

        var value = SetupScript.Run(source, files).Lookup(name);
        return value switch
        {
            ScriptString text => new PlacedText(text.Text, text.Location),
            ScriptList { IsComplete: true } list when list.Items.TrueForAll(i => i is ScriptString or ScriptNumber) =>
                new PlacedText(
                    string.Join('.', list.Items.Select(i => i is ScriptString s ? s.Text : ((ScriptNumber)i).Text)),
                    new Location(source.File)
                ),
            _ => null,
        };
    }
}
