using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Metadata.Locks;

/// <summary>
/// The projects, extras and groups in use, under the names by which uv writes them as extras into the markers of dependencies that
/// conflict: <c>extra-7-project-gpu</c>, the number being the length of the project's name.
/// </summary>
internal sealed class UvActivity
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public IReadOnlySet<string> Names => _names;

    public int Count => _names.Count;

    public void AddProject(PackageName project) => _names.Add(NameOf(new LockConflictItem(project, null, null)));

    public void AddExtra(PackageName package, string extra) =>
        _names.Add(NameOf(new LockConflictItem(package, extra, null)));

    public void AddGroup(PackageName project, string group) =>
        _names.Add(NameOf(new LockConflictItem(project, null, group)));

    /// <summary>For each conflict of which more than one side is in use a sentence.</summary>
    public IEnumerable<string> Broken(ImmutableArray<LockConflict> conflicts)
    {
        foreach (var conflict in conflicts)
        {
            var inUse = conflict.Items.Where(item => _names.Contains(NameOf(item))).Select(Describe).ToList();
            if (inUse.Count > 1)
            {
                yield return $"{string.Join(" and ", inUse)} must not be installed together";
            }
        }
    }

    private static string Describe(LockConflictItem item) =>
        item.Extra is { } extra ? $"the extra '{extra}' of {item.Package}"
        : item.Group is { } group ? $"the group '{group}' of {item.Package}"
        : $"the project {item.Package}";

    private static string NameOf(LockConflictItem item)
    {
        var project = item.Package.Normalized;
        return (item.Extra, item.Group) switch
        {
            ({ } extra, _) => FormattableString.Invariant($"extra-{project.Length}-{project}-{extra}"),
            (_, { } group) => FormattableString.Invariant($"group-{project.Length}-{project}-{group}"),
            _ => FormattableString.Invariant($"project-{project.Length}-{project}"),
        };
    }
}
