using System.Collections.Immutable;

namespace Plumb.Python;

/// <summary>
/// The groups of a project (PEP 735). As in pypa/packaging, a name that is defined twice spoils every group, and once something
/// is wrong the includes of groups that were not looked at yet are not followed.
/// </summary>
public sealed class DependencyGroups
{
    private readonly Dictionary<string, DependencyGroup> _byName = new(StringComparer.Ordinal);
    private readonly ImmutableArray<DependencyGroupError> _duplicates;

    /// <summary>Takes the groups as written.</summary>
    public DependencyGroups(ImmutableArray<DependencyGroup> groups)
    {
        Groups = groups;
        var duplicates = ImmutableArray.CreateBuilder<DependencyGroupError>();
        foreach (var group in groups)
        {
            if (_byName.TryGetValue(group.Name, out var other))
            {
                var message =
                    $"The dependency groups '{other.WrittenName}' and '{group.WrittenName}' have the same name";
                duplicates.Add(
                    new DependencyGroupError(DependencyGroupErrorKind.DuplicateName, group.Name, message, group.Offset)
                );
            }

            _byName[group.Name] = group;
        }

        _duplicates = duplicates.ToImmutable();
    }

    /// <summary>The groups in the order of the file.</summary>
    public ImmutableArray<DependencyGroup> Groups { get; }

    /// <summary>A group with everything that it includes.</summary>
    /// <param name="name">The name in any spelling.</param>
    public DependencyGroupResolution Resolve(string name)
    {
        if (!_duplicates.IsEmpty)
        {
            return new DependencyGroupResolution([], _duplicates);
        }

        var resolver = new DependencyGroupResolver(_byName);
        var requirements = resolver.Resolve(PackageName.Normalize(name), offset: -1);
        return new DependencyGroupResolution(
            resolver.Errors.Count == 0 ? requirements : [],
            [.. resolver.Errors.Distinct()]
        );
    }
}
