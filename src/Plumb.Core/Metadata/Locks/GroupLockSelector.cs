using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Metadata.Locks;

/// <summary>Selects from locks whose packages say themselves to which groups they belong: poetry's and Pipfile's.</summary>
internal sealed class GroupLockSelector
{
    private readonly LockFile _file;
    private readonly LockTarget _target;
    private readonly LockMarkers _markers;
    private readonly LockSelectionBuilder _selection;

    public GroupLockSelector(LockFile file, LockTarget target)
    {
        (_file, _target) = (file, target);
        _markers = new LockMarkers(target.Environment);
        _selection = new LockSelectionBuilder(file, target);
    }

    public LockSelection Select()
    {
        _selection.CheckPython(_markers);
        var extras = _target.ExtrasOf(_file.Extras);
        var groups = _target.GroupsOf(_file.Groups, _file.DefaultGroups);
        var wanted = ExtraMembers(extras);
        var chosen = new HashSet<(PackageName, string)>();
        foreach (var package in _file.Packages)
        {
            switch (Counts(package, groups, extras, wanted))
            {
                case MarkerOutcome.True when chosen.Add((package.Name, package.VersionText ?? "")):
                    _selection.Choose(package);
                    break;
                case MarkerOutcome.Unknown:
                    _selection.LeaveOpen(package);
                    break;
                default:
                    break;
            }
        }

        return _selection.Build();
    }

    private MarkerOutcome Counts(
        LockedPackage package,
        ImmutableHashSet<string> groups,
        ImmutableHashSet<string> extras,
        HashSet<PackageName> wanted
    )
    {
        var outcome = MarkerOutcome.False;
        if (_markers.Allows(package.RequiresPython) == false)
        {
            return outcome;
        }

        // Without markers of their own all groups have one answer.
        var member = package.Groups.Where(groups.Contains);
        foreach (var group in package.GroupMarkers.IsEmpty ? member.Take(1) : member)
        {
            var marker = package.GroupMarkers.IsEmpty ? package.Marker : package.GroupMarkers.GetValueOrDefault(group);
            var one = _markers.Evaluate(marker, extras);
            // A marker that names extras says by itself when an optional package is wanted.
            one =
                package.IsOptional && marker is not { MentionsExtra: true } && !wanted.Contains(package.Name)
                    ? MarkerOutcome.False
                    : one;
            outcome = outcome == MarkerOutcome.True || one == MarkerOutcome.False ? outcome : one;
        }

        return outcome;
    }

    // What extras ask for, with everything that this needs in turn.
    private HashSet<PackageName> ExtraMembers(ImmutableHashSet<string> extras)
    {
        var byName = _file.Packages.ToLookup(package => package.Name);
        var wanted = new HashSet<PackageName>();
        var open = new Stack<PackageName>(extras.SelectMany(extra => _file.ExtraMembers.GetValueOrDefault(extra, [])));
        while (open.TryPop(out var name))
        {
            if (wanted.Add(name))
            {
                foreach (var dependency in byName[name].SelectMany(package => package.Dependencies))
                {
                    open.Push(dependency.Name);
                }
            }
        }

        return wanted;
    }
}
