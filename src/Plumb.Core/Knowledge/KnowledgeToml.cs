using System.Text.Json.Serialization;
using Tomlyn.Serialization;

namespace Plumb.Knowledge;

/// <summary>How the knowledge files are mapped, generated at build time.</summary>
[TomlSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[TomlSerializable(typeof(ExclusiveFamilyFile))]
internal sealed partial class KnowledgeToml : TomlSerializerContext;

/// <summary><c>exclusive-families.toml</c> as it is written.</summary>
internal sealed class ExclusiveFamilyFile
{
    public List<ExclusiveFamilyRow> Family { get; set; } = [];
}

/// <summary>One <c>[[family]]</c>.</summary>
internal sealed class ExclusiveFamilyRow
{
    public string Import { get; set; } = "";

    public List<string> Members { get; set; } = [];

    public string Effect { get; set; } = "";

    public string Source { get; set; } = "";

    public string Grade { get; set; } = "";

    public string Date { get; set; } = "";
}
