using Plumb.Metadata.Toml;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>Reads <c>[project]</c> (PEP 621, "Declaring project metadata: the [project] table").</summary>
/// <param name="document">The file.</param>
/// <param name="project">The table.</param>
/// <param name="builder">Where to put what is found.</param>
/// <remarks>
/// The standard leaves to the backends what they refuse, and they differ: so the backend decides here too. A requirement that
/// nobody can read is an error under all of them, also where flit would write it out unread.
/// </remarks>
internal sealed class ProjectTable(TomlDocument document, TomlTable project, ProjectBuilder builder)
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
        foreach (var people in (string[])["authors", "maintainers"])
        {
            foreach (var person in project.Items(people).Where(p => p is not TomlTable))
            {
                builder.Fail($"{people} must hold tables with name and email", document.LocationOf(person));
            }
        }

        if (project.TryGet<TomlString>("requires-python", out var python))
        {
            ReadPython(python);
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
                Report(
                    builder.Backend is not (BuildBackend.Poetry or BuildBackend.Pdm),
                    $"'{entry.Key}' is no name of an extra",
                    document.LocationOf(entry)
                );
            }

            if (!builder.AddExtra(entry.Key))
            {
                Report(
                    builder.Backend is BuildBackend.Hatchling or BuildBackend.Flit,
                    $"two extras are called {PackageName.Normalize(entry.Key)}",
                    document.LocationOf(entry)
                );
            }

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

    /// <summary>poetry also takes its own notation here, and writes it out as it stands.</summary>
    private void ReadPython(TomlString python)
    {
        var location = document.LocationOf(python);
        if (
            builder.Backend == BuildBackend.Poetry
            && !VersionSpecifiers.TryParse(python.Text, out _, out _)
            && PoetryConstraint.TryParse(python.Text, out var constraint, out _)
        )
        {
            builder.RequiresPython = new PythonRequirement(python.Text, constraint.ToSpecifiers(), location);
        }
        else
        {
            builder.SetRequiresPython(python.Text, location);
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
                Report(
                    builder.Backend is not (BuildBackend.Hatchling or BuildBackend.Pdm),
                    $"'{text}' is no field that can be dynamic",
                    location
                );
            }
            else if (builder.Backend == BuildBackend.Flit && text is "dependencies" or "optional-dependencies")
            {
                builder.Fail($"flit cannot make {text} when it builds", location);
            }
            else if (project.TryGet(text, out _))
            {
                Report(builder.Backend != BuildBackend.Poetry, $"'{text}' is both given and dynamic", location);
            }
        }
    }

    private void Check(TomlEntry entry)
    {
        var known = Array.Find(_keys, k => k.Key == entry.Key);
        if (known.Key is null)
        {
            Report(
                builder.Backend is BuildBackend.Setuptools or BuildBackend.None or BuildBackend.Flit,
                $"[project] knows no key '{entry.Key}'",
                document.LocationOf(entry)
            );
        }
        else if (!known.Kinds.Split(' ').Contains(entry.Value.Kind, StringComparer.Ordinal))
        {
            builder.Fail(
                $"{entry.Key} must be {Article(known.Kinds)}, not {Article(entry.Value.Kind)}",
                document.LocationOf(entry)
            );
        }
    }

    private void Report(bool isRefused, string message, Location location)
    {
        if (isRefused)
        {
            builder.Fail(message, location);
        }
        else
        {
            builder.Warn(message, location);
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
            var isBare = version.Text == version.Text.Trim();
            if (!isBare && builder.Backend is BuildBackend.Setuptools or BuildBackend.None or BuildBackend.Poetry)
            {
                builder.Fail("blanks stand around the version", document.LocationOf(version));
            }

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
