using System.Collections.Immutable;

namespace Plumb.Source;

/// <summary>A name that a <c>from</c> import asks for.</summary>
/// <param name="Name">The name; <c>*</c> for all.</param>
/// <param name="Alias">After <c>as</c>; null without.</param>
public readonly record struct ImportedName(string Name, string? Alias)
{
    /// <summary>The name that is bound.</summary>
    public string BoundName => Alias ?? Name;
}

/// <summary>One module that an <c>import</c> or a <c>from</c> statement names; <c>import a, b</c> makes two.</summary>
/// <param name="Line">Line of the statement, from 1.</param>
/// <param name="Module">The module; leading dots make it relative to the package.</param>
/// <param name="Alias">After <c>import … as</c>; null without, and for <c>from</c>.</param>
/// <param name="Names">What <c>from</c> asks for; default (not empty) for <c>import</c>.</param>
/// <param name="Context">The blocks around it, from outside in. Empty: it runs whenever the module is imported.</param>
public sealed record ImportStatement(
    int Line,
    string Module,
    string? Alias,
    ImmutableArray<ImportedName> Names,
    ImmutableArray<SourceBlock> Context
)
{
    /// <summary>True for <c>from … import</c>.</summary>
    public bool IsFrom => !Names.IsDefault;

    /// <summary>How many dots lead; 0 for an absolute import.</summary>
    public int Level => Module.Length - Module.AsSpan().TrimStart('.').Length;
}
