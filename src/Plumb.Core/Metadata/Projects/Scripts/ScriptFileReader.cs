using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>Reads files of the project for a script that opens them.</summary>
internal sealed class ScriptFileReader(ProjectFiles files)
{
    /// <summary>The paths of the files that were read.</summary>
    public List<string> FilesRead { get; } = [];

    /// <summary>The text; null when the file cannot be read.</summary>
    public ScriptString? ReadText(string name)
    {
        if (files.Read(name, out _) is not { } source)
        {
            return null;
        }

        FilesRead.Add(source.File);
        return new ScriptString(source.Text, new Location(source.File, 1), isComputed: true);
    }

    /// <summary>A text as its lines, each with its place.</summary>
    public static ScriptList Lines(ScriptString text)
    {
        var line = text.Location.Line - 1;
        return new ScriptList
        {
            IsFollowed = true,
            Items =
            [
                .. text
                    .Text.Split('\n')
                    .Select(raw =>
                    {
                        line++;
                        return new ScriptString(
                            raw.TrimEnd('\r'),
                            text.Location with
                            {
                                Line = line,
                                Column = 0,
                            },
                            true
                        );
                    })
                    .Where(s => s.Text.Length > 0),
            ],
        };
    }
}
