using System.Collections.Immutable;
using Plumb.Trials.Imports;

namespace Plumb.Cli.Rendering;

/// <summary>The imports that were tried.</summary>
/// <param name="Interpreter">What ran them.</param>
/// <param name="Imports">Each with what came of it, by module.</param>
internal sealed record ImportsReport(string Interpreter, ImmutableArray<JoinedImport> Imports)
{
    /// <summary>How many were imported.</summary>
    public int Imported => Imports.Count(i => i.Outcome.Kind == ImportOutcomeKind.Imported);
}
