using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Plumb.Metadata.Requirements;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>An option of a configuration file: its lines without their indent, joined by line feeds.</summary>
internal sealed record ConfigOption(string Name, string Value, int Line, ImmutableArray<int> ValueLines);

/// <summary>A section of a configuration file.</summary>
internal sealed record ConfigSection(string Name, ImmutableArray<ConfigOption> Options)
{
    public ConfigOption? this[string name] => Options.FirstOrDefault(o => o.Name == name);
}

/// <summary>
/// A file in the language of Python's <c>configparser</c>, as setuptools reads setup.cfg: comments are whole lines, values
/// go on over indented lines, <c>%(name)s</c> stands for another option of the section.
/// </summary>
internal sealed class ConfigFile
{
    private const int DeepestInterpolation = 10;
    private const int LongestValue = 1 << 20;
    private readonly ImmutableArray<ConfigSection> _sections;

    private ConfigFile(string file, ImmutableArray<ConfigSection> sections)
    {
        File = file;
        _sections = sections;
    }

    public string File { get; }

    public ConfigSection? this[string section] => _sections.FirstOrDefault(s => s.Name == section);

    /// <summary>The value with references put in; the error names what is wrong with them.</summary>
    public string? Value(ConfigSection section, ConfigOption option, out string? error)
    {
        error = null;
        return Interpolate(section, option.Value, DeepestInterpolation, ref error);
    }

    /// <summary>Reads a file. The error's offset is the line, from 1.</summary>
    public static bool TryParse(
        string file,
        string text,
        [NotNullWhen(true)] out ConfigFile? config,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        config = null;
        var reader = new ConfigReader(text);
        if (!reader.TryRead(out var sections, out error))
        {
            return false;
        }

        config = new ConfigFile(file, sections);
        return true;
    }

    private string? Interpolate(ConfigSection section, string value, int depth, ref string? error)
    {
        if (!value.Contains('%', StringComparison.Ordinal))
        {
            return value;
        }

        if (depth == 0)
        {
            error = "references to other options go in a circle";
            return null;
        }

        var result = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '%')
            {
                result.Append(value[i]);
                continue;
            }

            if (i + 1 < value.Length && value[i + 1] == '%')
            {
                result.Append('%');
                i++;
                continue;
            }

            var end = value.IndexOf(")s", i, StringComparison.Ordinal);
            if (i + 1 >= value.Length || value[i + 1] != '(' || end < 0)
            {
                error = "a % must be doubled or begin a reference like %(name)s";
                return null;
            }

            var name = value[(i + 2)..end];
            if ((section[name] ?? this["DEFAULT"]?[name]) is not { } option)
            {
                error = $"%({name})s names no option of its section";
                return null;
            }

            if (Interpolate(section, option.Value, depth - 1, ref error) is not { } inner)
            {
                return null;
            }

            result.Append(inner);
            if (result.Length > LongestValue)
            {
                error = "references make the value too long";
                return null;
            }

            i = end + 1;
        }

        return result.ToString();
    }

    /// <summary>Walks the lines of a configuration file.</summary>
    private sealed class ConfigReader(string text)
    {
        private readonly ImmutableArray<ConfigSection>.Builder _sections =
            ImmutableArray.CreateBuilder<ConfigSection>();
        private readonly List<ConfigOption> _options = [];
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);
        private readonly HashSet<string> _sectionNames = new(StringComparer.Ordinal);
        private string? _section;
        private string? _name;
        private readonly List<string> _lines = [];
        private readonly List<int> _lineNumbers = [];
        private int _nameLine;
        private int _indent;

        public bool TryRead(out ImmutableArray<ConfigSection> sections, [NotNullWhen(false)] out FormatError? error)
        {
            error = null;
            sections = [];
            var number = 0;
            foreach (var range in PythonLines.Split(text))
            {
                number++;
                if (Take(text.AsSpan()[range], number) is { } message)
                {
                    error = new FormatError(message, number);
                    return false;
                }
            }

            CloseSection();
            sections = _sections.DrainToImmutable();
            return true;
        }

        private string? Take(ReadOnlySpan<char> line, int number)
        {
            var value = PythonText.Trim(line);
            if (value.IsEmpty)
            {
                if (_name is not null)
                {
                    _lines.Add("");
                    _lineNumbers.Add(number);
                }

                return null;
            }

            if (value[0] is '#' or ';')
            {
                return null;
            }

            var indent = PythonText.SkipSpace(line, 0);
            if (_section is not null && _name is not null && indent > _indent)
            {
                _lines.Add(value.ToString());
                _lineNumbers.Add(number);
                return null;
            }

            _indent = indent;
            var close = value[0] == '[' ? value.LastIndexOf(']') : -1;
            if (close > 1)
            {
                CloseSection();
                _section = value[1..close].ToString();
                return _sectionNames.Add(_section) ? null : $"the section [{_section}] stands there twice";
            }

            return _section is null ? "the first line must name a section in brackets" : Option(value, number);
        }

        private string? Option(ReadOnlySpan<char> line, int number)
        {
            CloseOption();
            var delimiter = line.IndexOfAny('=', ':');
            var name = delimiter < 0 ? [] : PythonLines.StripEnd(line[..delimiter]);
            if (name.IsEmpty)
            {
                return "the line is neither a section nor an option with a value";
            }

            _name = name.ToString();
            _nameLine = number;
            _lines.Add(PythonText.Trim(line[(delimiter + 1)..]).ToString());
            _lineNumbers.Add(number);
            return _names.Add(_name) ? null : $"the option {_name} stands there twice";
        }

        private void CloseOption()
        {
            if (_name is not null)
            {
                var value = PythonLines.StripEnd(string.Join('\n', _lines)).ToString();
                _options.Add(new ConfigOption(_name, value, _nameLine, [.. _lineNumbers]));
            }

            _name = null;
            _lines.Clear();
            _lineNumbers.Clear();
        }

        private void CloseSection()
        {
            CloseOption();
            if (_section is not null)
            {
                _sections.Add(new ConfigSection(_section, [.. _options]));
            }

            _options.Clear();
            _names.Clear();
        }
    }
}
