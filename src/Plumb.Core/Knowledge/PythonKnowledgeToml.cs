using System.Text.Json.Serialization;
using Tomlyn.Serialization;

namespace Plumb.Knowledge;

/// <summary>How the knowledge files about Python itself are mapped, generated at build time.</summary>
[TomlSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[TomlSerializable(typeof(PythonReleaseFile))]
[TomlSerializable(typeof(StandardLibraryFile))]
[TomlSerializable(typeof(StartFileFile))]
[TomlSerializable(typeof(LocalVersionIndexFile))]
internal sealed partial class PythonKnowledgeToml : TomlSerializerContext;

/// <summary><c>python-releases.toml</c> as it is written.</summary>
internal sealed class PythonReleaseFile : SourcedRow
{
    public List<PythonReleaseRow> Release { get; set; } = [];
}

/// <summary>One <c>[[release]]</c>.</summary>
internal sealed class PythonReleaseRow : SourcedRow
{
    public string Python { get; set; } = "";

    public string EndOfLife { get; set; } = "";
}

/// <summary><c>standard-library.toml</c> as it is written.</summary>
internal sealed class StandardLibraryFile : SourcedRow
{
    public List<string> Modules { get; set; } = [];

    public List<string> First { get; set; } = [];

    public List<string> Others { get; set; } = [];

    public List<StandardLibraryChange> Added { get; set; } = [];

    public List<StandardLibraryChange> Removed { get; set; } = [];
}

/// <summary>One <c>[[added]]</c> or <c>[[removed]]</c>.</summary>
internal sealed class StandardLibraryChange : SourcedRow
{
    public string Python { get; set; } = "";

    public List<string> Modules { get; set; } = [];
}

/// <summary><c>start-files.toml</c> as it is written.</summary>
internal sealed class StartFileFile : SourcedRow
{
    public List<StartFileRow> File { get; set; } = [];
}

/// <summary>One <c>[[file]]</c>.</summary>
internal sealed class StartFileRow : SourcedRow
{
    public string Name { get; set; } = "";

    public List<string> Lines { get; set; } = [];

    public string By { get; set; } = "";

    public string Purpose { get; set; } = "";
}

/// <summary><c>local-versions.toml</c> as it is written.</summary>
internal sealed class LocalVersionIndexFile : SourcedRow
{
    public List<LocalVersionIndexRow> Index { get; set; } = [];
}

/// <summary>One <c>[[index]]</c>.</summary>
internal sealed class LocalVersionIndexRow : SourcedRow
{
    public string Url { get; set; } = "";

    public List<string> Names { get; set; } = [];

    public List<string> Locals { get; set; } = [];
}
