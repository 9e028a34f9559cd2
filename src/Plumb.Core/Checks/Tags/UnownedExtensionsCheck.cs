using System.Collections.Immutable;
using Plumb.Checks.Native;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Tags;

/// <summary>
/// Native modules that no RECORD names, that an import certainly asks for, and that are there under the names of other interpreters only:
/// copied from another environment, or built by another Python in place.
/// </summary>
public sealed class UnownedExtensionsCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [TagRules.WrongExtensions];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Native | Observation.Sources;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var snapshot = context.Snapshot;
        if (snapshot.Installation.Major == 0)
        {
            yield break;
        }

        foreach (var file in snapshot.Extensions.Files)
        {
            var name = NativeModuleNames.Dotted(snapshot, file.Path);
            if (
                snapshot.Imports.Reached.Contains(name)
                && context.Ownership.OwnerOf(file.Path) is null
                && !IsThereOtherwise(snapshot, file.Path)
            )
            {
                yield return Judge(snapshot.Installation, file.Path, name);
            }
        }
    }

    private static bool IsThereOtherwise(EnvironmentSnapshot snapshot, string path)
    {
        var module = Stem(path);
        return snapshot.Tree.Folder(WorldPath.Parent(path)) is not { } folder
            || folder.Entries.Any(e =>
                e.Name == module
                || (
                    Stem(e.Name) == module
                    && (!ExtensionName.TryParse(e.Name, out _) || NativeModules.IsFound(snapshot.Installation, e.Name))
                )
            );
    }

    private static string Stem(string path)
    {
        var name = WorldPath.Name(path);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? name : name[..dot];
    }

    private static Finding Judge(PythonInstallation installation, string path, string name)
    {
        var suffix =
            installation.ExtensionSuffix
            ?? FormattableString.Invariant($"the tag of Python {installation.Major}.{installation.Minor}");
        return new Finding
        {
            Rule = TagRules.WrongExtensions,
            Severity = Severity.Error,
            Title =
                $"{name} cannot be imported: {WorldPath.Name(path)} is named for another Python than this {installation.Major}.{installation.Minor}.",
            Message =
                $"An import looks for a name that ends in {suffix}. No distribution claims the file: it was copied here, or built by another Python.",
            Subject = new Subject(SubjectKind.File, WorldPath.Name(path)),
            Location = new Location(path),
            Evidence = [new Evidence($"{WorldPath.Name(path)} does not end in {suffix}", path)],
            Cause = "abi:" + path,
        };
    }
}
