using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Metadata.Locks;

/// <summary>Walks from the projects of a <c>uv.lock</c> over the dependencies that count.</summary>
internal sealed class UvLockSelector
{
    // Real locks take two or three walks of some thousand steps.
    private const int MaxWalks = 50;
    private const int MaxSteps = 2_000_000;

    private readonly LockFile _file;
    private readonly LockTarget _target;
    private readonly LockMarkers _markers;
    private readonly LockSelectionBuilder _selection;
    private readonly ILookup<PackageName, LockedPackage> _byName;
    private readonly UvActivity _activity = new();
    private readonly Dictionary<LockedPackage, HashSet<string>> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<(LockedPackage Package, string? Extra)> _open = [];
    private bool _isFinal;
    private int _steps;

    public UvLockSelector(LockFile file, LockTarget target)
    {
        (_file, _target) = (file, target);
        _markers = new LockMarkers(target.Environment);
        _selection = new LockSelectionBuilder(file, target);
        _byName = file.Packages.ToLookup(package => package.Name);
    }

    public LockSelection Select()
    {
        CheckTarget();
        var roots = Roots();

        // Which extras are in use decides which dependencies count, and those can bring further extras into use.
        var known = -1;
        for (var walks = 0; walks < MaxWalks && known != _activity.Count; walks++)
        {
            known = _activity.Count;
            Walk(roots);
        }

        _isFinal = true;
        Walk(roots);
        foreach (var conflict in _activity.Broken(_file.Conflicts))
        {
            _selection.Fail(LockSelectionProblemKind.Conflict, conflict);
        }

        if (_steps > MaxSteps)
        {
            _selection.Fail(LockSelectionProblemKind.TooLarge, "The lock has too many dependencies to be followed");
        }

        return _selection.Build();
    }

    private void CheckTarget()
    {
        _selection.CheckPython(_markers);
        if (
            !_file.Environments.IsEmpty
            && _file.Environments.All(marker => _markers.Evaluate(marker, _activity.Names) == MarkerOutcome.False)
        )
        {
            _selection.Fail(LockSelectionProblemKind.EnvironmentNotSupported, "The lock is for other platforms");
        }

        var unknown = _target
            .Extras.Select(PackageName.Normalize)
            .Except(_file.Extras, StringComparer.Ordinal)
            .Concat(_target.Groups.Select(PackageName.Normalize).Except(_file.Groups, StringComparer.Ordinal))
            .Concat(_target.Projects.Where(name => !_byName.Contains(name)).Select(name => name.Normalized));
        foreach (var name in unknown)
        {
            _selection.Fail(LockSelectionProblemKind.UnknownName, $"The lock has no extra, group or project '{name}'");
        }
    }

    private ImmutableArray<LockedPackage> Roots() =>
        [
            .. (_target.Projects.IsEmpty ? _file.Roots : _target.Projects)
                .Distinct()
                .SelectMany(name => _byName[name].Take(1)),
        ];

    private void Walk(ImmutableArray<LockedPackage> roots)
    {
        _seen.Clear();
        foreach (var root in roots)
        {
            Enter(root);
        }

        // The groups of a workspace without a project belong to the whole of it.
        var isWhole = _target.Projects.IsEmpty || !_file.Members.Except(_target.Projects).Any();
        var groups = _target.GroupsOf(_file.Groups, _file.DefaultGroups);
        foreach (var dependency in _file.WorkspaceDependencies)
        {
            if (isWhole && groups.Contains(dependency.UnderGroup!))
            {
                Follow(dependency);
            }
        }

        while (_open.TryPop(out var next))
        {
            foreach (var dependency in next.Package.Dependencies)
            {
                if (dependency.UnderGroup is null && dependency.UnderExtra == next.Extra)
                {
                    Follow(dependency);
                }
            }
        }
    }

    // A project brings its own dependencies and the wanted ones of its extras and groups.
    private void Enter(LockedPackage root)
    {
        if (!_target.OnlyGroups)
        {
            _activity.AddProject(root.Name);
            Enter(root, null);
            var extras = root.Dependencies.Select(d => d.UnderExtra).OfType<string>().Distinct(StringComparer.Ordinal);
            foreach (var extra in _target.ExtrasOf(extras))
            {
                Enter(root, extra);
            }
        }

        var groups = root.Dependencies.Select(d => d.UnderGroup).OfType<string>().Distinct(StringComparer.Ordinal);
        var wanted = _target.GroupsOf(groups, root.DefaultGroups);
        foreach (var group in wanted)
        {
            _activity.AddGroup(root.Name, group);
        }

        foreach (var dependency in root.Dependencies)
        {
            if (dependency.UnderGroup is { } group && wanted.Contains(group))
            {
                Follow(dependency);
            }
        }
    }

    private void Enter(LockedPackage package, string? extra)
    {
        if (!_seen.TryGetValue(package, out var extras))
        {
            extras = new HashSet<string>(StringComparer.Ordinal);
            _seen.Add(package, extras);
        }

        if (!extras.Add(extra ?? ""))
        {
            return;
        }

        _open.Push((package, extra));
        if (extra is not null)
        {
            _activity.AddExtra(package.Name, extra);
        }

        if (_isFinal)
        {
            _selection.Choose(package);
        }
    }

    private void Follow(LockedDependency dependency)
    {
        var outcome = ++_steps > MaxSteps ? MarkerOutcome.False : _markers.Evaluate(dependency.Marker, _activity.Names);
        if (outcome == MarkerOutcome.False)
        {
            return;
        }

        var package = Find(dependency);
        if (package is null)
        {
            if (_isFinal)
            {
                var message = $"The lock asks for {dependency.Name} {dependency.Version} and does not have it";
                _selection.Fail(LockSelectionProblemKind.MissingPackage, message);
            }
        }
        else if (outcome == MarkerOutcome.True)
        {
            Enter(package, null);
            foreach (var extra in dependency.Extras)
            {
                Enter(package, extra);
            }
        }
        else if (_isFinal)
        {
            _selection.LeaveOpen(package);
        }
    }

    private LockedPackage? Find(LockedDependency dependency)
    {
        LockedPackage? found = null;
        foreach (var package in _byName[dependency.Name])
        {
            if (++_steps > MaxSteps)
            {
                break;
            }

            var fits =
                (dependency.Version is null || dependency.Version == package.VersionText)
                && (dependency.Source is null || dependency.Source == package.Source);
            if (fits && package.Forks.IsEmpty)
            {
                return package;
            }

            if (fits && (found is null || package.Forks.Any(fork => Holds(fork))))
            {
                found = package;
            }
        }

        return found;
    }

    private bool Holds(Marker fork) => _markers.Evaluate(fork, _activity.Names) == MarkerOutcome.True;
}
