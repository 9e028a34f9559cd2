using Plumb.Files;
using Plumb.Metadata.Toml;
using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>Finds out what builds a project and reads its files the way that does.</summary>
internal sealed class ProjectReader(FileWorld world, string folder)
{
    private readonly ProjectFiles _files = new(world, folder);
    private readonly ProjectBuilder _builder = new();

    public Project? Read()
    {
        var hasToml = _files.Exists("pyproject.toml");
        if (!hasToml && !_files.Exists("setup.cfg") && !_files.Exists("setup.py"))
        {
            return null;
        }

        if (hasToml)
        {
            ReadToml();
        }
        else
        {
            _builder.Backend = BuildBackend.Setuptools;
            new SetuptoolsReader(_files, _builder, null).Read();
        }

        return _builder.Build(folder);
    }

    private void ReadToml()
    {
        if (_files.Read("pyproject.toml", out var problem) is not { } source)
        {
            _builder.Fail(
                problem ?? "pyproject.toml cannot be read",
                new Location(WorldPath.Join(folder, "pyproject.toml"))
            );
            return;
        }

        _builder.Sources.Add(source.File);
        if (!TomlDocument.TryParse(source.File, source.Text, out var document, out var error))
        {
            _builder.Fail(
                error.Message,
                error.Offset < 0 ? new Location(source.File) : source.LocationOf((int)error.Offset)
            );
            return;
        }

        if (document.BeyondVersion10 is { } beyond)
        {
            // The backends read with tomllib, which knows TOML 1.0.
            _builder.Fail(beyond.Message, document.LocationOf(beyond.Offset));
        }

        var root = document.Root;
        var project = root["project"] as TomlTable;
        var poetry = root.Table("tool", "poetry");
        _builder.Backend = BackendOf(root, project, poetry);
        switch (_builder.Backend)
        {
            case BuildBackend.Setuptools or BuildBackend.None:
                new SetuptoolsReader(_files, _builder, document).Read();
                break;
            case BuildBackend.Poetry:
                ReadProject(document, project);
                new PoetryTable(document, poetry ?? TomlTable.Empty, _builder, folder).Read(project);
                break;
            case BuildBackend.Flit when project is null && root.Table("tool", "flit", "metadata") is { } metadata:
                _builder.Fail(
                    "flit-core 4 no longer reads [tool.flit.metadata]: write [project]",
                    document.LocationOf(metadata)
                );
                break;
            default:
                ReadOther(document, project);
                break;
        }

        new GroupTables(document, _builder).Read();
        if (root["project"] is { } other and not TomlTable)
        {
            _builder.Fail($"[project] must be a table, not {other.Kind}", document.LocationOf(other));
        }
    }

    private void ReadOther(TomlDocument document, TomlTable? project)
    {
        var table = ReadProject(document, project);
        if (project is null)
        {
            if (document.Root.Table("build-system") is { } system)
            {
                _builder.Fail("the table [project] is missing", document.LocationOf(system));
            }

            return;
        }

        foreach (var key in (string[])["dependencies", "optional-dependencies"])
        {
            if (table?.IsDynamic(key) == true)
            {
                _builder.Lacks(
                    _builder.HasRequirements ? Completeness.Partial : Completeness.Unknown,
                    $"the {key} are made when the project is built",
                    document.LocationOf(project)
                );
            }
        }

        if (table?.IsDynamic("version") == true)
        {
            new DynamicVersion(_files, _builder, document).Read();
        }

        if (_builder.Backend == BuildBackend.Hatchling)
        {
            CheckDirectReferences(document);
        }
    }

    private ProjectTable? ReadProject(TomlDocument document, TomlTable? project)
    {
        if (project is null)
        {
            return null;
        }

        var table = new ProjectTable(document, project, _builder);
        table.Read();
        table.ReadExtras();
        return table;
    }

    /// <summary>hatchling refuses "name @ URL" unless the project allows it.</summary>
    private void CheckDirectReferences(TomlDocument document)
    {
        if (document.Root.Table("tool", "hatch", "metadata")?.Truth("allow-direct-references") == true)
        {
            return;
        }

        foreach (var requirement in _builder.Build(folder).Requirements.Where(r => r.Requirement?.Url is not null))
        {
            _builder.Fail(
                $"hatchling takes '{requirement}' only with tool.hatch.metadata.allow-direct-references = true",
                requirement.Location
            );
        }
    }

    private static BuildBackend BackendOf(TomlTable root, TomlTable? project, TomlTable? poetry)
    {
        var name = root.Table("build-system")?.Text("build-backend");
        return name?.Split([':', '.'])[0] switch
        {
            "setuptools" => BuildBackend.Setuptools,
            "hatchling" => BuildBackend.Hatchling,
            "poetry" => BuildBackend.Poetry,
            "pdm" => BuildBackend.Pdm,
            "flit_core" or "flit" => BuildBackend.Flit,
            null when poetry is not null && project is null => BuildBackend.Poetry,
            null => BuildBackend.None,
            _ => BuildBackend.Other,
        };
    }
}
