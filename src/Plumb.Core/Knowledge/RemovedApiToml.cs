using System.Text.Json.Serialization;
using Tomlyn.Serialization;

namespace Plumb.Knowledge;

/// <summary>How <c>removed-apis.toml</c> is mapped, generated at build time.</summary>
[TomlSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[TomlSerializable(typeof(RemovedApiFile))]
internal sealed partial class RemovedApiToml : TomlSerializerContext;

/// <summary><c>removed-apis.toml</c> as it is written.</summary>
internal sealed class RemovedApiFile : SourcedRow
{
    public List<RemovedApiRow> Removal { get; set; } = [];
}

/// <summary>One <c>[[removal]]</c>: what one version took out of one module.</summary>
internal sealed class RemovedApiRow : SourcedRow
{
    public string Package { get; set; } = "";

    public string Module { get; set; } = "";

    public string RemovedIn { get; set; } = "";

    public string? BackIn { get; set; }

    /// <summary>Each name with what to use instead.</summary>
    public Dictionary<string, string> Names { get; set; } = [];
}
