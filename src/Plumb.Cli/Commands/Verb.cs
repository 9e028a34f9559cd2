using System.Collections.Immutable;
using System.CommandLine;

namespace Plumb.Cli.Commands;

/// <summary>A command with what its pages tell beyond its options.</summary>
internal sealed class Verb(string name, string summary) : Command(name, summary)
{
    /// <summary>What a reader of the man page wants to know beyond the first sentence, a paragraph each.</summary>
    public ImmutableArray<string> Details { get; init; } = [];

    /// <summary>Command lines that work as pasted, each with what it is for.</summary>
    public ImmutableArray<Example> Examples { get; init; } = [];
}

/// <summary>A command line with what it is for.</summary>
internal sealed record Example(string CommandLine, string Purpose);
