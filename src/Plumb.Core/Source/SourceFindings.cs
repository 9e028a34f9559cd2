using System.Collections.Immutable;

namespace Plumb.Source;

/// <summary>What a reading gathers, by places in the text, before it is put into words.</summary>
internal sealed class SourceFindings
{
    // A file within the size limit may hold millions; no real one comes near.
    public const int MostImports = 100_000;
    public const int MostChains = 1_000_000;

    public SourceTree Tree { get; } = new();

    public List<FoundImport> Imports { get; } = [];

    public List<FoundChain> Chains { get; } = [];

    public List<FoundCall> Calls { get; } = [];

    public List<NameEvent> Names { get; } = [];

    public List<string> StarImports { get; } = [];

    public List<TextRange> Exported { get; } = [];

    public bool HasExported { get; set; }

    public bool ExportedIsOpen { get; set; }

    public string? NamesOpenBecause { get; set; }

    /// <summary>Names are made by code: no reading tells which.</summary>
    public bool MakesNames { get; set; }

    /// <summary>Modules that the file itself puts into <c>sys.modules</c>.</summary>
    public List<TextRange> PutModules { get; } = [];

    /// <summary>Attributes that the file gives to modules by their names in strings.</summary>
    public List<FoundGift> Gifts { get; } = [];

    public string? Problem { get; set; }

    public int ProblemOffset { get; set; }
}

/// <summary>An import by its places.</summary>
internal readonly record struct FoundImport(
    int Start,
    string Module,
    string? Alias,
    ImmutableArray<ImportedName> Names,
    int Context,
    int Depth
);

/// <summary>A dotted name that may be a use: <c>np.random.rand</c>.</summary>
internal record struct FoundChain(TextRange Text, int Context)
{
    public bool IsTested { get; set; }
}

/// <summary>A module's attribute that is given a value by its name in a string: <c>setattr(np, "float", float)</c>.</summary>
internal readonly record struct FoundGift(TextRange Owner, TextRange Literal, int Context);

/// <summary>A call that names a module by a literal.</summary>
internal readonly record struct FoundCall(int Start, TextRange Literal, DynamicImportKind Kind, int Context, int Depth);
