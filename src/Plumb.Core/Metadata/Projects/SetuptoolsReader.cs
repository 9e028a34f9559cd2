using Plumb.Metadata.Toml;
using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>
/// Reads a project as setuptools does: setup.py, then setup.cfg where it adds something, then <c>[project]</c>, which takes
/// everything away that it neither says nor names as dynamic.
/// </summary>
internal sealed class SetuptoolsReader(ProjectFiles files, ProjectBuilder builder, TomlDocument? document)
{
    private readonly SetuptoolsFields _fields = new();
    private readonly List<(Completeness At, string Message, Location Location)> _lacks = [];

    public void Read()
    {
        var hasScript = files.Exists("setup.py");
        if (hasScript)
        {
            ReadScript();
        }

        if (files.Exists("setup.cfg"))
        {
            new SetupCfgReader(files, builder, _fields).Read();
        }

        if (document?.Root.TryGet<TomlTable>("project", out var project) == true)
        {
            ReadProject(project);
            return;
        }

        if (_fields.Name is { } name)
        {
            builder.Name = name.Text;
        }

        WriteVersion();
        WritePython();
        _fields.WriteRequirements(builder);
        _fields.WriteExtras(builder);
        _lacks.ForEach(lack => builder.Lacks(lack.At, lack.Message, lack.Location));
    }

    private void ReadScript()
    {
        if (files.Read("setup.py", out var problem) is not { } source)
        {
            builder.Fail(problem ?? "setup.py cannot be read", new Location("setup.py"));
            return;
        }

        builder.Sources.Add(source.File);
        var script = SetupScript.Read(source, files);
        script.Fill(_fields);
        builder.Sources.AddRange(script.FilesRead.Except(builder.Sources, StringComparer.Ordinal));
        _lacks.AddRange(script.Lacks.Select(lack => (script.Completeness, lack.Message, lack.Location)));
    }

    private void WriteVersion()
    {
        if (_fields.Version is { } version)
        {
            builder.SetVersion(version.Text, version.Location);
        }
    }

    private void WritePython()
    {
        if (_fields.PythonRequires is { } python)
        {
            builder.SetRequiresPython(python.Text, python.Location);
        }
    }

    private void ReadProject(TomlTable project)
    {
        var table = new ProjectTable(document!, project, builder);
        table.Read();
        var dynamic = document!.Root.Table("tool", "setuptools", "dynamic");
        if (table.IsDynamic("version"))
        {
            ReadDynamicVersion(dynamic);
        }

        if (table.IsDynamic("requires-python"))
        {
            WritePython();
        }

        var requirementsDynamic = table.IsDynamic("dependencies");
        var extrasDynamic = table.IsDynamic("optional-dependencies");
        if (requirementsDynamic || extrasDynamic)
        {
            _lacks.ForEach(lack => builder.Lacks(lack.At, lack.Message, lack.Location));
        }

        if (requirementsDynamic)
        {
            if (dynamic?["dependencies"] is { } value)
            {
                foreach (var line in FileLines(value, "dependencies"))
                {
                    builder.AddText(line.Text, line.Location);
                }
            }
            else
            {
                _fields.WriteRequirements(builder);
            }
        }
        else if (_fields.InstallRequires.Count > 0)
        {
            builder.Warn(
                "[project] makes setuptools ignore the requirements of setup.py and setup.cfg",
                _fields.InstallRequires[0].Location
            );
        }

        if (extrasDynamic)
        {
            ReadDynamicExtras(dynamic);
        }

        table.ReadExtras();
    }

    private void ReadDynamicExtras(TomlTable? dynamic)
    {
        if (dynamic?.Table("optional-dependencies") is not { } extras)
        {
            _fields.WriteExtras(builder);
            return;
        }

        foreach (var extra in extras.Entries)
        {
            builder.AddExtra(extra.Key);
            foreach (var line in FileLines(extra.Value, extra.Key))
            {
                builder.AddText(line.Text, line.Location, extra.Key);
            }
        }
    }

    private void ReadDynamicVersion(TomlTable? dynamic)
    {
        if (dynamic?["version"] is not TomlTable version)
        {
            WriteVersion();
            if (_fields.Version is null)
            {
                builder.Warn("the version is made when the project is built", document!.LocationOf(-1));
            }
        }
        else if (version.Text("attr") is { } attribute)
        {
            if (ModuleAttribute.Find(files, attribute) is { } found)
            {
                builder.SetVersion(found.Text, found.Location);
            }
            else
            {
                builder.Warn($"{attribute} is known only when the code runs", document!.LocationOf(version));
            }
        }
        else
        {
            var text = string.Join('\n', FileTexts(version, "version").Select(t => t.Text));
            if (text.Trim().Length > 0)
            {
                builder.SetVersion(text, document!.LocationOf(version));
            }
        }
    }

    private IEnumerable<PlacedText> FileLines(TomlValue value, string field) =>
        FileTexts(value, field).SelectMany(SetuptoolsFields.Lines);

    /// <summary>The texts of the files that <c>{file = …}</c> names.</summary>
    private IEnumerable<PlacedText> FileTexts(TomlValue value, string field)
    {
        var table = value as TomlTable;
        string[] names =
            table?.Text("file") is { } one ? [one]
            : table is not null ? [.. table.Texts("file")]
            : [];
        if (names.Length == 0)
        {
            builder.Fail($"the dynamic {field} name no file", document!.LocationOf(value));
        }

        foreach (var name in names)
        {
            if (files.Read(name, out var problem) is { } source)
            {
                builder.Sources.Add(source.File);
                yield return new PlacedText(source.Text, new Location(source.File, 1));
            }
            else
            {
                // setuptools leaves out a file that is not there and goes on.
                builder.Warn(problem ?? $"{name} cannot be read", document!.LocationOf(value));
            }
        }
    }
}
