using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>
/// Reads the declarative part of setup.cfg (setuptools, "Configuring setuptools using setup.cfg files"): where setup.py
/// says something already, setup.cfg changes nothing.
/// </summary>
internal sealed class SetupCfgReader(ProjectFiles files, ProjectBuilder builder, SetuptoolsFields fields)
{
    private ConfigFile? _config;

    /// <summary>False when the file cannot be read as a whole.</summary>
    public bool Read()
    {
        if (files.Read("setup.cfg", out var problem) is not { } source)
        {
            builder.Fail(problem ?? "setup.cfg cannot be read", new Location(WorldName("setup.cfg")));
            return false;
        }

        builder.Sources.Add(source.File);
        if (!ConfigFile.TryParse(source.File, source.Text, out _config, out var error))
        {
            builder.Fail(error.Message, new Location(source.File, (int)error.Offset));
            return false;
        }

        fields.Name ??= Value("metadata", "name");
        if (fields.Version is null && Value("metadata", "version") is { } version)
        {
            fields.Version = Version(version);
        }

        fields.PythonRequires ??= Value("options", "python_requires");
        if (fields.InstallRequires.Count == 0)
        {
            fields.InstallRequires.AddRange(List("options", "install_requires"));
        }

        if (fields.ExtrasRequire.Count == 0 && _config["options.extras_require"] is { } extras)
        {
            foreach (var option in extras.Options)
            {
                fields.Extra(option.Name).AddRange(List(extras, option));
            }
        }

        return true;
    }

    private string WorldName(string name) => files.PathOf(name) ?? name;

    private PlacedText? Value(string section, string option) =>
        _config?[section] is { } found && Find(found, option) is { } value ? Value(found, value) : null;

    /// <summary>setuptools still takes these options in capital letters and with dashes.</summary>
    private static ConfigOption? Find(ConfigSection section, string name) =>
        section.Options.LastOrDefault(o => o.Name.Replace('-', '_').Equals(name, StringComparison.OrdinalIgnoreCase));

    private PlacedText? Value(ConfigSection section, ConfigOption option)
    {
        var location = new Location(_config!.File, option.Line);
        if (_config.Value(section, option, out var error) is { } value)
        {
            return value.Length > 0 ? new PlacedText(value, location) : null;
        }

        builder.Fail($"{option.Name}: {error}", location);
        return null;
    }

    private IEnumerable<PlacedText> List(string section, string option) =>
        _config?[section] is { } found && Find(found, option) is { } value ? List(found, value) : [];

    /// <summary>A list with an item a line, or in one line parted by semicolons; or the lines of files (<c>file:</c>).</summary>
    private IEnumerable<PlacedText> List(ConfigSection section, ConfigOption option)
    {
        if (Value(section, option) is not { } value)
        {
            return [];
        }

        if (value.Text.StartsWith("file:", StringComparison.Ordinal))
        {
            return value.Text[5..].Split(',').SelectMany(name => FileLines(name.Trim(), value.Location));
        }

        var isVerbatim = value.Text == option.Value;
        var items = value.Text.Contains('\n', StringComparison.Ordinal)
            ? value.Text.Split('\n')
            : value.Text.Split(';');
        var isList = value.Text.Contains('\n', StringComparison.Ordinal);
        return items
            .Select(
                (item, i) =>
                    new PlacedText(
                        item.Trim(),
                        isList && isVerbatim && i < option.ValueLines.Length
                            ? value.Location with
                            {
                                Line = option.ValueLines[i],
                            }
                            : value.Location
                    )
            )
            .Where(item => item.Text.Length > 0 && item.Text[0] != '#')
            .SelectMany(SetuptoolsFields.Lines);
    }

    private IEnumerable<PlacedText> FileLines(string name, Location location)
    {
        if (files.Read(name, out var problem) is not { } source)
        {
            // setuptools warns of a file that is not there and goes on.
            builder.Warn(problem ?? $"{name} cannot be read", location);
            return [];
        }

        builder.Sources.Add(source.File);
        return SetuptoolsFields.Lines(new PlacedText(source.Text, new Location(source.File, 1)));
    }

    private PlacedText? Version(PlacedText version)
    {
        if (version.Text.StartsWith("attr:", StringComparison.Ordinal))
        {
            var found = ModuleAttribute.Find(files, version.Text[5..].Trim());
            if (found is null)
            {
                builder.Warn($"{version.Text} is known only when the code runs", version.Location);
            }

            return found;
        }

        if (!version.Text.StartsWith("file:", StringComparison.Ordinal))
        {
            return version;
        }

        var name = version.Text[5..].Split(',')[0].Trim();
        if (files.Read(name, out var problem) is { } source)
        {
            return new PlacedText(source.Text.Trim(), new Location(source.File, 1));
        }

        builder.Fail(problem ?? $"{name} cannot be read", version.Location);
        return null;
    }
}
