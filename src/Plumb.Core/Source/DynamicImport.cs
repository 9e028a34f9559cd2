using System.Collections.Immutable;

namespace Plumb.Source;

/// <summary>How a module is asked for by its name in a string.</summary>
public enum DynamicImportKind
{
    /// <summary><c>importlib.import_module("x")</c>.</summary>
    ImportModule,

    /// <summary><c>__import__("x")</c>.</summary>
    Import,

    /// <summary><c>importlib.util.find_spec("x")</c>: asks whether it is there.</summary>
    FindSpec,

    /// <summary><c>pytest.importorskip("x")</c>: skips where it is not there.</summary>
    ImportOrSkip,
}

/// <summary>A module that a call names by a literal string.</summary>
/// <param name="Line">Line of the call, from 1.</param>
/// <param name="Module">The module as written; leading dots are relative to what the call says.</param>
/// <param name="Kind">Which call.</param>
/// <param name="Context">The blocks around it, from outside in.</param>
public sealed record DynamicImport(int Line, string Module, DynamicImportKind Kind, ImmutableArray<SourceBlock> Context)
{
    /// <summary>True where the call is a whole statement, or all that one name is given.</summary>
    public bool IsPlain { get; init; }
}
