using System.Text.Json.Serialization;
using Tomlyn.Serialization;

namespace Plumb.Diagnosis;

/// <summary>How the signature files are mapped, generated at build time.</summary>
[TomlSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[TomlSerializable(typeof(FailureFile))]
internal sealed partial class FailureToml : TomlSerializerContext;

/// <summary>A file of <c>knowledge/failures</c> as it is written. Source, grade and date stand for all rows that have none of their own.</summary>
internal sealed class FailureFile
{
    public string Source { get; set; } = "";

    public string Grade { get; set; } = "";

    public string Date { get; set; } = "";

    public List<FailureRow> Failure { get; set; } = [];

    public List<SuccessRow> Success { get; set; } = [];
}

/// <summary>One <c>[[success]]</c>: what a log says when all went well after all.</summary>
internal sealed class SuccessRow
{
    public string Pattern { get; set; } = "";
}

/// <summary>One <c>[[failure]]</c>.</summary>
internal sealed class FailureRow
{
    public string Code { get; set; } = "";

    public List<string> Any { get; set; } = [];

    public List<string> All { get; set; } = [];

    public List<string> None { get; set; } = [];

    public bool Last { get; set; }

    public bool Transient { get; set; }

    public Dictionary<string, string> Where { get; set; } = [];

    public Dictionary<string, string> Installed { get; set; } = [];

    public Dictionary<string, string> Modules { get; set; } = [];

    public Dictionary<string, string> Files { get; set; } = [];

    public List<string> Checks { get; set; } = [];

    public int Weight { get; set; } = 50;

    public double Confidence { get; set; } = 0.9;

    public List<string> Sentence { get; set; } = [];

    public List<FailureFixRow> Fixes { get; set; } = [];

    public List<string> Avoid { get; set; } = [];

    public string? Question { get; set; }

    public List<string> Beats { get; set; } = [];

    public string? Source { get; set; }

    public string? Grade { get; set; }

    public string? Date { get; set; }
}

/// <summary>One of a failure's <c>fixes</c>.</summary>
internal sealed class FailureFixRow
{
    public string Title { get; set; } = "";

    public List<string> Run { get; set; } = [];

    public string? Os { get; set; }
}
