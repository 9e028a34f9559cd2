using System.Collections.Immutable;

namespace Plumb.Metadata.Declarations;

/// <summary>A file that says, or may say, what an application needs.</summary>
/// <param name="Path">The path in the inspected world.</param>
/// <param name="Kind">What kind of file it is.</param>
/// <param name="Rank">The order in which the files are asked, the lowest first.</param>
public sealed record DeclarationCandidate(string Path, DeclarationKind Kind, int Rank);

/// <summary>Which file of an application's folder was taken as its declaration, and why.</summary>
/// <param name="Chosen">What it says; null when no file says anything.</param>
/// <param name="Candidates">All files that were found, the taken one first.</param>
/// <param name="Sentence">The choice in plain words, with how to choose another.</param>
public sealed record DeclarationChoice(
    Declaration? Chosen,
    ImmutableArray<DeclarationCandidate> Candidates,
    string Sentence
);
