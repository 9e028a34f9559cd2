using Plumb.Metadata.Toml;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>Reads <c>[project]</c> (PEP 621, "Declaring project metadata: the [project] table").</summary>
/// <param name="document">The file.</param>
/// <param name="project">The table.</param>
/// <param name="builder">Where to put what is found.</param>
/// <param name="isStrict">Keys that PEP 621 does not know are errors, as they are for setuptools and flit.</param>
internal sealed class ProjectTable(TomlDocument document, TomlTable project, ProjectBuilder builder, bool isStrict)
{
    private static readonly (string Key, string Kinds)[] _keys =
    [
        ("name", "string"),
        ("version", "string"),
        ("description", "string"),
        ("readme", "string table"),
        ("requires-python", "string"),
        ("license", "string table"),
        ("license-files", "array table"),
        ("authors", "array"),
        ("maintainers", "array"),
        ("keywords", "array"),
        ("classifiers", "array"),
        ("urls", "table"),
        ("scripts", "table"),
        ("gui-scripts", "table"),
        ("entry-points", "table"),
        ("dependencies", "array"),
        ("optional-dependencies", "table"),
        ("import-names", "array"),
        ("import-namespaces", "array"),
        ("dynamic", "array"),
    ];

    private readonly HashSet<string> _dynamic = new(StringComparer.Ordinal);

    public bool IsDynamic(string key) => _dynamic.Contains(key);

    /// <summary>Everything but the extras, which setuptools may have to put something before.</summary>
    public void Read()
    {
        ReadDynamic();
        foreach (var entry in project.Entries)
        {
            Check(entry);
        }

        ReadNameAndVersion();
        if (project.TryGet<TomlString>("requires-python", out var python))
        {
            builder.SetRequiresPython(python.Text, document.LocationOf(python));
        }

        foreach (var (text, location) in Texts(project["dependencies"], "dependencies"))
        {
            builder.AddText(text, location);
        }
    }

    /// <summary>The extras and what they need.</summary>
    public void ReadExtras()
    {
        if (!project.TryGet<TomlTable>("optional-dependencies", out var extras))
        {
            return;
        }

        foreach (var entry in extras.Entries)
        {
            if (!PackageName.TryParse(entry.Key, out _))
            {
                builder.Fail($"'{entry.Key}' is no name of an extra", document.LocationOf(entry));
            }

            builder.AddExtra(entry.Key);
            if (entry.Value is not TomlArray)
            {
                builder.Fail(
                    $"the extra {entry.Key} must be an array, not a {entry.Value.Kind}",
                    document.LocationOf(entry)
                );
            }

            foreach (var (text, location) in Texts(entry.Value, entry.Key))
            {
                builder.AddText(text, location, entry.Key);
            }
        }
    }

    private void ReadDynamic()
    {
        foreach (var (text, location) in Texts(project["dynamic"], "dynamic"))
        {
            _dynamic.Add(text);
            if (text == "name")
            {
                builder.Fail("the name must not be dynamic", location);
            }
            else if (text == "dynamic" || !Array.Exists(_keys, k => k.Key == text))
            {
                builder.Fail($"'{text}' is no field that can be dynamic", location);
            }
            else if (project.TryGet(text, out _))
            {
                builder.Fail($"'{text}' is both given and dynamic", location);
            }
        }
    }

    private void Check(TomlEntry entry)
    {
        var known = Array.Find(_keys, k => k.Key == entry.Key);
        if (known.Key is null)
        {
            var message = $"[project] knows no key '{entry.Key}'";
            if (isStrict)
            {
                builder.Fail(message, document.LocationOf(entry));
            }
            else
            {
                builder.Warn(message, document.LocationOf(entry));
            }
        }
        else if (!known.Kinds.Split(' ').Contains(entry.Value.Kind, StringComparer.Ordinal))
        {
            builder.Fail(
                $"{entry.Key} must be {Article(known.Kinds)}, not {Article(entry.Value.Kind)}",
                document.LocationOf(entry)
            );
        }
    }

    private static string Article(string kinds)
    {
        var text = kinds.Replace(" ", " or a ", StringComparison.Ordinal);
        return (text[0] is 'a' or 'i' ? "an " : "a ") + text;
    }

    private void ReadNameAndVersion()
    {
        if (project.TryGet<TomlString>("name", out var name))
        {
            builder.Name = name.Text;
            if (!PackageName.TryParse(name.Text, out _))
            {
                builder.Fail($"'{name.Text}' is no name of a project", document.LocationOf(name));
            }
        }
        else if (project["name"] is null)
        {
            builder.Fail("the name of the project is missing", document.LocationOf(project));
        }

        if (project.TryGet<TomlString>("version", out var version))
        {
            builder.SetVersion(version.Text, document.LocationOf(version));
        }
        else if (project["version"] is null && !IsDynamic("version"))
        {
            builder.Fail("the version is neither given nor dynamic", document.LocationOf(project));
        }
    }

    private IEnumerable<(string Text, Location Location)> Texts(TomlValue? value, string key)
    {
        if (value is not TomlArray array)
        {
            yield break;
        }

        foreach (var item in array.Items)
        {
            if (item is TomlString text)
            {
                yield return (text.Text, document.LocationOf(text));
            }
            else
            {
                builder.Fail($"{key} must hold strings, not {Article(item.Kind)}", document.LocationOf(item));
            }
        }
    }
}
