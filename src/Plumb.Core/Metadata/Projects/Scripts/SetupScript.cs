using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>What setup.py hands to setuptools, as far as its text tells.</summary>
internal sealed class SetupScript
{
    private readonly ScriptReader _reader;
    private readonly List<string> _filesRead;
    private bool _hasKnown;
    private bool _hasUnknown;
    private bool _hasFollowed;

    private SetupScript(ScriptReader reader, List<string> filesRead)
    {
        _reader = reader;
        _filesRead = filesRead;
    }

    /// <summary>How much of the requirements could be told, after <see cref="Fill"/>.</summary>
    public Completeness Completeness =>
        _hasUnknown && !_hasKnown ? Completeness.Unknown
        : _hasUnknown || _hasFollowed ? Completeness.Partial
        : Completeness.Known;

    /// <summary>What could not be told, after <see cref="Fill"/>.</summary>
    public List<(string Message, Location Location)> Lacks { get; } = [];

    /// <summary>The files of the project that the script would read and that were read in its place.</summary>
    public IEnumerable<string> FilesRead => _filesRead;

    /// <summary>Follows a script to its end.</summary>
    public static SetupScript Read(SourceText source, ProjectFiles files) =>
        new(Follow(source, files, out var read), read);

    /// <summary>The names that a module sets.</summary>
    public static ScriptScope Run(SourceText source, ProjectFiles files) => Follow(source, files, out _).Module;

    private static ScriptReader Follow(SourceText source, ProjectFiles files, out List<string> filesRead)
    {
        var reading = new ScriptFileReader(files);
        filesRead = reading.FilesRead;
        var reader = new ScriptReader(source, reading);
        reader.ReadModule();
        return reader;
    }

    /// <summary>Puts the arguments of <c>setup()</c> where setuptools would.</summary>
    public void Fill(SetuptoolsFields fields)
    {
        if (_reader.SetupArguments is not { } arguments)
        {
            Miss("setup.py calls no setup() that Plumb can see", new Location(""));
            return;
        }

        var location = _reader.SetupLocation ?? new Location("");
        fields.Name = Text(arguments["name"]);
        fields.Version = Text(arguments["version"]);
        fields.PythonRequires = Text(arguments["python_requires"]);
        if (!arguments.IsComplete)
        {
            Miss("setup() gets arguments that are made as the code runs", location);
        }

        if (arguments["pbr"] is not null || arguments["use_scm_requirements"] is not null)
        {
            Miss("an extension of setuptools adds requirements", location);
        }

        _hasFollowed |= _reader.IsSetupDoubtful;
        fields.InstallRequires.AddRange(List(arguments["install_requires"], location));
        Extras(arguments["extras_require"], fields, location);
        if (_hasFollowed && Lacks.Count == 0)
        {
            Lacks.Add(("the requirements are put together by code that was followed, not run", location));
        }
    }

    private static PlacedText? Text(ScriptValue? value) =>
        value is ScriptString { Text.Length: > 0 } text ? new PlacedText(text.Text, text.Location) : null;

    private void Miss(string message, Location location)
    {
        _hasUnknown = true;
        Lacks.Add((message, location));
    }

    private void Extras(ScriptValue? value, SetuptoolsFields fields, Location location)
    {
        switch (value)
        {
            case null or ScriptNumber { Text: "None" }:
                return;
            case ScriptDictionary dictionary:
                _hasFollowed |= dictionary.IsFollowed;
                foreach (var (extra, requirements) in dictionary.Items)
                {
                    fields.Extra(extra).AddRange(List(requirements, location));
                }

                if (!dictionary.IsComplete)
                {
                    Miss("some extras are made as the code runs", location);
                }

                return;
            default:
                Miss(Reason(value), (value as ScriptUnknown)?.Location ?? location);
                return;
        }
    }

    private List<PlacedText> List(ScriptValue? value, Location location)
    {
        var found = new List<PlacedText>();
        switch (value)
        {
            case null or ScriptNumber { Text: "None" }:
                break;
            case ScriptString text:
                _hasFollowed |= text.IsComputed;
                found.AddRange(SetuptoolsFields.Lines(new PlacedText(text.Text, text.Location)));
                break;
            case ScriptList list:
                _hasFollowed |= list.IsFollowed;
                list.Items.ForEach(item => Item(item, found, location));
                if (!list.IsComplete)
                {
                    Miss("some requirements are made as the code runs", location);
                }

                break;
            default:
                Miss(Reason(value), (value as ScriptUnknown)?.Location ?? location);
                break;
        }

        _hasKnown |= found.Count > 0;
        return found;
    }

    private void Item(ScriptValue item, List<PlacedText> found, Location location)
    {
        switch (item)
        {
            case ScriptString text:
                _hasFollowed |= text.IsComputed;
                found.AddRange(SetuptoolsFields.Lines(new PlacedText(text.Text, text.Location)));
                break;
            case ScriptConditional { Value: ScriptString text } conditional:
                _hasFollowed = true;
                found.Add(Under(text, conditional));
                break;
            default:
                Miss(Reason(item), (item as ScriptUnknown)?.Location ?? location);
                break;
        }
    }

    private static PlacedText Under(ScriptString text, ScriptConditional conditional)
    {
        var semicolon = text.Text.IndexOf(';', StringComparison.Ordinal);
        var name = semicolon < 0 ? text.Text : text.Text[..semicolon];
        var own = semicolon < 0 ? "" : $"({text.Text[(semicolon + 1)..]}) and ";
        return new PlacedText($"{name} ; {own}{string.Join(" and ", conditional.Conditions)}", text.Location);
    }

    private static string Reason(ScriptValue value) =>
        value switch
        {
            ScriptUnknown unknown => unknown.Reason,
            ScriptReference reference => $"{reference.Name} is known only when the code runs",
            _ => "a value is made as the code runs",
        };
}
