using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Metadata.Declarations;
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
    /// <summary>What counts in one environment: markers, and of a lock the packages of its machine and Python.</summary>
    public static DeclaredRequirements Of(Declaration declaration, PythonInstallation installation)
    {
        var markers = MarkerEnvironment.For(installation.Platform, installation.Version, installation.Implementation);
        var items = declaration.ItemsFor(markers, out var troubles);
        var refused = declaration
            .Items.Where(i => i.Refusal is not null)
            .Select(i => new DeclarationProblem(i.Refusal!.Message, i.Location));
        return new DeclaredRequirements(
            declaration.Path,
            [
                .. items
                    .Where(i => i.Requirement is not null && !i.IsConda)
                    .Select(i => new DeclaredRequirement(i.Requirement!, i.ToString(), i.Location, i.IsConstraint)),
            ],
            declaration.RequiresPython?.Specifiers,
            [
                .. declaration
                    .Troubles.Concat(troubles)
                    .Select(t => new DeclarationProblem(t.Message, t.Location))
                    .Concat(refused)
                    .DistinctBy(p => p.Location),
            ]
        );
    }

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
