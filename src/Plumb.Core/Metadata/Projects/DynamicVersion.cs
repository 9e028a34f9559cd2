using System.Text.RegularExpressions;
using Plumb.Metadata.Toml;

namespace Plumb.Metadata.Projects;

/// <summary>Finds a version that hatchling, flit or pdm takes from the project's own code, where it is a plain value.</summary>
internal sealed partial class DynamicVersion(ProjectFiles files, ProjectBuilder builder, TomlDocument document)
{
    public void Read()
    {
        var root = document.Root;
        if (builder.Backend == BuildBackend.Hatchling && root.Table("tool", "hatch", "version") is null)
        {
            builder.Fail("the dynamic version needs a table [tool.hatch.version]", document.LocationOf(-1));
        }

        var found = builder.Backend switch
        {
            BuildBackend.Flit => Flit(),
            BuildBackend.Hatchling => Pattern(root.Table("tool", "hatch", "version")),
            BuildBackend.Pdm => Pattern(root.Table("tool", "pdm", "version")),
            _ => null,
        };
        if (found is { } version)
        {
            builder.SetVersion(version.Text, version.Location);
        }
        else
        {
            builder.Warn("the version is made when the project is built", document.LocationOf(-1));
        }
    }

    private PlacedText? Flit()
    {
        var module = document.Root.Table("tool", "flit", "module")?.Text("name") ?? builder.Name?.Replace('-', '_');
        return module is null ? null : ModuleAttribute.Find(files, module + ".__version__");
    }

    private PlacedText? Pattern(TomlTable? table)
    {
        if (
            table?.Text("path") is not { } path
            || table.Text("source") is not (null or "regex" or "file")
            || table["pattern"] is not null
            || files.Read(path, out _) is not { } source
        )
        {
            return null;
        }

        var match = VersionLine().Match(source.Text);
        return match.Success ? new PlacedText(match.Groups["version"].Value, source.LocationOf(match.Index)) : null;
    }

    /// <summary>The first line that sets <c>__version__</c> or <c>VERSION</c> to a string.</summary>
    [GeneratedRegex(
        """^(__version__|version)(: ?str)?\s*=\s*["']v?(?<version>[^"'\r\n]+)["']""",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex VersionLine();
}
