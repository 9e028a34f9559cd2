using System.Text.Json.Serialization;
using Tomlyn.Serialization;

namespace Plumb.Knowledge;

/// <summary>How the knowledge files are mapped, generated at build time.</summary>
[TomlSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[TomlSerializable(typeof(ExclusiveFamilyFile))]
[TomlSerializable(typeof(SystemLibraryFile))]
[TomlSerializable(typeof(ImportNameFile))]
[TomlSerializable(typeof(NumpyAbiFile))]
internal sealed partial class KnowledgeToml : TomlSerializerContext;

/// <summary><c>exclusive-families.toml</c> as it is written.</summary>
internal sealed class ExclusiveFamilyFile : SourcedRow
{
    public List<ExclusiveFamilyRow> Family { get; set; } = [];
}

/// <summary>One <c>[[family]]</c>.</summary>
internal sealed class ExclusiveFamilyRow : SourcedRow
{
    public string Import { get; set; } = "";

    public List<string> Members { get; set; } = [];

    public string Effect { get; set; } = "";
}

/// <summary><c>system-libraries.toml</c> as it is written.</summary>
internal sealed class SystemLibraryFile : SourcedRow
{
    public List<SystemLibraryRow> Library { get; set; } = [];

    public List<InsteadRow> Instead { get; set; } = [];
}

/// <summary>One <c>[[library]]</c>.</summary>
internal sealed class SystemLibraryRow : SourcedRow
{
    public string Name { get; set; } = "";

    public string? Debian { get; set; }

    public string? Fedora { get; set; }

    public string? Alpine { get; set; }

    public string? Arch { get; set; }

    public string? Wheel { get; set; }

    public string? Folder { get; set; }

    public string? Windows { get; set; }

    public string? WindowsCommand { get; set; }

    public string? Driver { get; set; }
}

/// <summary>One <c>[[instead]]</c>.</summary>
internal sealed class InsteadRow : SourcedRow
{
    public string Library { get; set; } = "";

    public string Distribution { get; set; } = "";

    public string Other { get; set; } = "";
}

/// <summary><c>import-names.toml</c> as it is written.</summary>
internal sealed class ImportNameFile : SourcedRow
{
    public List<ImportNameRow> Module { get; set; } = [];
}

/// <summary>One <c>[[module]]</c>.</summary>
internal sealed class ImportNameRow : SourcedRow
{
    public string Name { get; set; } = "";

    public string Distribution { get; set; } = "";
}
