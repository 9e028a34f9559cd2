using System.Collections.Immutable;

namespace Plumb.Metadata.Locks;

/// <summary>Collects what a selector finds and makes the selection of it.</summary>
internal sealed class LockSelectionBuilder(LockFile file, LockTarget target)
{
    private readonly HashSet<LockedPackage> _chosen = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<LockedPackage> _undecided = new(ReferenceEqualityComparer.Instance);
    private readonly List<LockSelectionProblem> _problems = [];

    public bool Choose(LockedPackage package) => _chosen.Add(package);

    public void LeaveOpen(LockedPackage package) => _undecided.Add(package);

    public void Fail(LockSelectionProblemKind kind, string message, LockedPackage? package = null) =>
        _problems.Add(new LockSelectionProblem(kind, message, package));

    /// <summary>Notes a problem when the lock is for other Pythons than that of the markers.</summary>
    public void CheckPython(LockMarkers markers)
    {
        if (markers.Allows(file.RequiresPython) == false)
        {
            Fail(LockSelectionProblemKind.PythonNotSupported, $"The lock is for Python {file.RequiresPython}");
        }
    }

    public LockSelection Build()
    {
        var choices = ImmutableArray.CreateBuilder<LockedChoice>(_chosen.Count);
        foreach (var package in file.Packages)
        {
            if (_chosen.Contains(package) && package.Source.Kind != LockedSourceKind.Virtual)
            {
                choices.Add(new LockedChoice(package, Choice(package)));
            }
        }

        return new LockSelection(
            choices.ToImmutable(),
            [.. _problems],
            [.. file.Packages.Where(package => _undecided.Contains(package) && !_chosen.Contains(package))]
        );
    }

    private LockedFile? Choice(LockedPackage package)
    {
        if (target.Tags is null || package.Files.IsEmpty)
        {
            return null;
        }

        var best = FileChoice.Best(package.Files, target.Tags);
        if (best is null)
        {
            var message = $"No wheel of {package.Name} {package.VersionText} fits, and there is no source distribution";
            Fail(LockSelectionProblemKind.NoFile, message, package);
        }

        return best;
    }
}
