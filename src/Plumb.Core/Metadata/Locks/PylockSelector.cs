using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Metadata.Locks;

/// <summary>Selects from a standard lock file as PEP 751 ("Installation") says.</summary>
internal sealed class PylockSelector
{
    private readonly LockFile _file;
    private readonly LockTarget _target;
    private readonly LockMarkers _markers;
    private readonly LockSelectionBuilder _selection;

    public PylockSelector(LockFile file, LockTarget target)
    {
        (_file, _target) = (file, target);
        _markers = new LockMarkers(target.Environment);
        _selection = new LockSelectionBuilder(file, target);
    }

    public LockSelection Select()
    {
        _selection.CheckPython(_markers);
        if (
            !_file.Environments.IsEmpty
            && _file.Environments.All(m =>
                _markers.Evaluate(m, static e => e) is not (MarkerOutcome.True or MarkerOutcome.Unknown)
            )
        )
        {
            const string message = "The lock is for other environments than this one";
            _selection.Fail(LockSelectionProblemKind.EnvironmentNotSupported, message);
        }

        var extras = _target.ExtrasOf(_file.Extras);
        var groups = _target.GroupsOf(_file.Groups, _file.DefaultGroups);
        var chosen = new Dictionary<PackageName, LockedPackage>();
        foreach (var package in _file.Packages)
        {
            if (Counts(package, extras, groups))
            {
                Choose(package, chosen);
            }
        }

        return _selection.Build();
    }

    private bool Counts(LockedPackage package, ImmutableHashSet<string> extras, ImmutableHashSet<string> groups)
    {
        var outcome = _markers.Evaluate(
            package.Marker,
            environment => environment with { Extra = null, Extras = extras, DependencyGroups = groups }
        );
        if (outcome == MarkerOutcome.Unknown)
        {
            _selection.LeaveOpen(package);
        }
        else if (outcome is MarkerOutcome.UndefinedComparison or MarkerOutcome.UndefinedVariable)
        {
            var message = $"The marker of {package.Name} compares what cannot be compared: {package.Marker}";
            _selection.Fail(LockSelectionProblemKind.Marker, message, package);
        }

        return outcome == MarkerOutcome.True;
    }

    private void Choose(LockedPackage package, Dictionary<PackageName, LockedPackage> chosen)
    {
        if (_markers.Allows(package.RequiresPython) == false)
        {
            var message = $"{package.Name} {package.VersionText} is for Python {package.RequiresPython}";
            _selection.Fail(LockSelectionProblemKind.PythonNotSupported, message, package);
        }

        if (!chosen.TryAdd(package.Name, package))
        {
            var message = $"{package.Name} counts twice, at {chosen[package.Name].Location} and at {package.Location}";
            _selection.Fail(LockSelectionProblemKind.Ambiguous, message, package);
            return;
        }

        _selection.Choose(package);
    }
}
