using System.Collections.Immutable;
using Plumb.Metadata.Toml;
using Plumb.Text;

namespace Plumb.Metadata.Conda;

/// <summary>Takes an environment file out of its tree.</summary>
internal sealed class CondaEnvironmentReader(SourceText source, TomlTable root, ImmutableArray<TomlEntry> doubled)
{
    // One list of lines can be named by many aliases.
    private const int MaxLines = 100_000;
    private const int MaxProblems = 1000;

    private readonly ImmutableArray<CondaEnvironmentProblem>.Builder _problems =
        ImmutableArray.CreateBuilder<CondaEnvironmentProblem>();

    private readonly ImmutableArray<CondaDependency>.Builder _dependencies =
        ImmutableArray.CreateBuilder<CondaDependency>();

    private readonly ImmutableArray<CondaPipLine>.Builder _pipLines = ImmutableArray.CreateBuilder<CondaPipLine>();

    public CondaEnvironmentFile Read()
    {
        foreach (var entry in doubled)
        {
            Note($"The key '{entry.Key}' stands twice; the first one counts", entry.Offset);
        }

        ReadDependencies();
        return new CondaEnvironmentFile
        {
            File = source.File,
            Name = root.Text("name"),
            Prefix = root.Text("prefix"),
            Channels = Channels(),
            Dependencies = _dependencies.ToImmutable(),
            PipLines = _pipLines.ToImmutable(),
            Variables = Variables(),
            Problems = _problems.ToImmutable(),
        };
    }

    private ImmutableArray<string> Channels()
    {
        if (root["channels"] is { } value and not TomlArray)
        {
            Note("'channels' is not a list", value.Offset);
        }

        return [.. root.Texts("channels")];
    }

    private void ReadDependencies()
    {
        if (root["dependencies"] is { } value and not TomlArray)
        {
            Note("'dependencies' is not a list", value.Offset);
        }

        foreach (var item in root.Items("dependencies"))
        {
            if (_dependencies.Count + _pipLines.Count > MaxLines)
            {
                Note("There are too many dependencies", item.Offset);
                return;
            }

            switch (item)
            {
                case TomlString { Text: var text }:
                    ReadDependency(text, item.Offset);
                    break;
                case TomlTable table:
                    ReadSection(table);
                    break;
                default:
                    Note("A dependency is neither a string nor a section such as pip", item.Offset);
                    break;
            }
        }
    }

    private void ReadDependency(string text, int offset)
    {
        if (CondaDependency.TryParse(text, LocationOf(offset), out var dependency, out var error))
        {
            _dependencies.Add(dependency);
        }
        else
        {
            Note($"'{text}' is not a dependency: {error.Message}", offset);
        }
    }

    private void ReadSection(TomlTable table)
    {
        foreach (var entry in table.Entries)
        {
            if (entry.Key != "pip")
            {
                Note($"'{entry.Key}' is no section of dependencies that conda knows", entry.Offset);
                continue;
            }

            // A single line may stand without a list.
            foreach (var line in entry.Value is TomlArray { Items: var items } ? items : [entry.Value])
            {
                if (line is TomlString { Text: var text } && _pipLines.Count <= MaxLines)
                {
                    _pipLines.Add(new CondaPipLine(text.Trim(), LocationOf(line.Offset)));
                }
                else
                {
                    Note("A line for pip is not a string", line.Offset);
                }
            }
        }
    }

    private ImmutableSortedDictionary<string, string> Variables()
    {
        var variables = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in root.Table("variables")?.Entries ?? [])
        {
            if (entry.Value is TomlString { Text: var text })
            {
                variables[entry.Key] = text;
            }
        }

        return variables.ToImmutable();
    }

    private void Note(string message, int offset)
    {
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(new CondaEnvironmentProblem(message, LocationOf(offset)));
        }
    }

    private Location LocationOf(int offset) => offset < 0 ? new Location(source.File) : source.LocationOf(offset);
}
