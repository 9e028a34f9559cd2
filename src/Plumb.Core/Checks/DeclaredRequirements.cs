using System.Collections.Immutable;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Checks;

/// <summary>What an application declares that it needs, for the markers of one environment.</summary>
/// <param name="File">The file that declares it, for people.</param>
/// <param name="Items">What it asks for.</param>
/// <param name="RequiresPython">Its requires-python; null when it states none.</param>
/// <param name="Problems">What could not be read.</param>
public sealed record DeclaredRequirements(
    string File,
    ImmutableArray<DeclaredRequirement> Items,
    VersionSpecifiers? RequiresPython,
    ImmutableArray<DeclarationProblem> Problems
)
{
    /// <summary>The extras that it asks for by name.</summary>
    public IEnumerable<(PackageName Name, string Extra)> ExtrasAsked =>
        Items.SelectMany(i => i.Requirement.Extras.Select(e => (i.Requirement.Name, e)));
}

/// <summary>One requirement of an application.</summary>
/// <param name="Requirement">Parsed.</param>
/// <param name="Text">As written.</param>
/// <param name="Location">Where it is written.</param>
/// <param name="IsConstraint">It only limits a version if the distribution is installed.</param>
public sealed record DeclaredRequirement(Requirement Requirement, string Text, Location Location, bool IsConstraint);

/// <summary>A part of a declaration that could not be read.</summary>
public sealed record DeclarationProblem(string Message, Location Location);
