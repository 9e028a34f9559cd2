using Plumb.Index;
using Plumb.Python;
using Plumb.Resolution;

namespace Plumb.Core.Tests.Resolution.Cases;

/// <summary>
/// Checks a solution against an index from first principles: everything that is needed is there in a version that all who need it allow,
/// nothing else is there, and every file may be used. Shares no code with the solver and its provider.
/// </summary>
internal sealed class SolutionVerifier(ResolutionRequest request, IPackageIndex index)
{
    private readonly List<string> _faults = [];
    private readonly Dictionary<PackageName, ResolvedPackage> _chosen = [];
    private readonly HashSet<(PackageName Name, string Extra)> _reached = [];
    private readonly Queue<(PackageName Name, string Extra)> _open = new();

    /// <summary>What is wrong with a solution; empty when nothing is.</summary>
    public IReadOnlyList<string> Faults(Resolved solution)
    {
        foreach (var package in solution.Packages)
        {
            _chosen.Add(package.Name, package);
            CheckFile(package);
        }

        foreach (var requirement in request.Requirements)
        {
            Follow(requirement, "the request", "");
        }

        while (_open.TryDequeue(out var item))
        {
            if (_chosen.TryGetValue(item.Name, out var package))
            {
                foreach (var requirement in MetadataOf(package).RequiresDist)
                {
                    Follow(requirement, $"{package.Name}[{item.Extra}]", item.Extra);
                }
            }
        }

        _faults.AddRange(_chosen.Keys.Where(n => !_reached.Contains((n, ""))).Select(n => $"nothing needs {n}"));
        return _faults;
    }

    private void Follow(Requirement requirement, string by, string extra)
    {
        if (request.Excludes.Contains(requirement.Name))
        {
            return;
        }

        var overrides = request.Overrides.Where(o => o.Name == requirement.Name).ToList();
        if (overrides.Count == 0)
        {
            if (Counts(requirement, extra))
            {
                Need(requirement, by);
            }
        }
        else if (requirement.Marker is not { MentionsExtra: true } || Counts(requirement, extra))
        {
            overrides.Where(o => Counts(o, "")).ToList().ForEach(o => Need(o, by + " by an override"));
        }
    }

    private void Need(Requirement requirement, string by)
    {
        if (!_chosen.TryGetValue(requirement.Name, out var package))
        {
            _faults.Add($"{by} needs {requirement}, and it is missing");
            return;
        }

        var constraints = request.Constraints.Where(c => c.Name == requirement.Name && Counts(c, ""));
        foreach (var wanted in constraints.Prepend(requirement))
        {
            if (!wanted.Specifiers.Contains(package.Version))
            {
                _faults.Add($"{by} needs {wanted}, and {package.Version} is chosen");
            }
        }

        foreach (var extra in requirement.Extras.Prepend(""))
        {
            if (_reached.Add((requirement.Name, extra)))
            {
                _open.Enqueue((requirement.Name, extra));
            }
        }
    }

    private bool Counts(Requirement requirement, string extra) =>
        requirement.Marker is not { } marker
        || marker.Evaluate(request.Target.Markers with { Extra = extra }) == MarkerOutcome.True
        || marker.Evaluate(request.Target.Markers with { Extra = "" }) == MarkerOutcome.True;

    private CoreMetadata MetadataOf(ResolvedPackage package) =>
        package.File is null
            ? new CoreMetadata()
            : ((Known<CoreMetadata>)index.MetadataOf(package.Name, package.File)).Value;

    private void CheckFile(ResolvedPackage package)
    {
        if (package.File is not { } file)
        {
            _faults.Add($"{package.Name} has no file");
            return;
        }

        var listing = ((Known<PackageListing>)index.ListingOf(package.Name)).Value;
        if (!listing.Versions.Any(v => v.Version == package.Version && v.Files.Contains(file)))
        {
            _faults.Add($"{file.FileName} is no file of {package.Name} {package.Version}");
        }

        if (file.IsWheel)
        {
            var isWheel = WheelFileName.TryParse(file.FileName, out var wheel, out _);
            if (!isWheel || !wheel!.Tags.Any(request.Target.Tags.Contains))
            {
                _faults.Add($"{file.FileName} does not fit the target");
            }
        }
        else if (!request.Builds.MayBuild(package.Name))
        {
            _faults.Add($"{file.FileName} must not be built");
        }

        if (request.ExcludeNewer is { } cutoff && file.Uploaded >= cutoff)
        {
            _faults.Add($"{file.FileName} is too new");
        }

        string?[] pythons = [file.RequiresPython, MetadataOf(package).RequiresPython];
        foreach (var python in pythons.OfType<string>())
        {
            CheckPython(package, python);
        }
    }

    // Of an interval only its lower end is held against the target: the upper end is lifted by asking for every later Python too.
    private void CheckPython(ResolvedPackage package, string python)
    {
        LenientReader.TryReadSpecifiers(python, out var specifiers, out _, out _);
        var later = Enumerable
            .Range(0, 40)
            .Select(minor => PythonVersion.Parse($"3.{minor}.0"))
            .Append(PythonVersion.Parse("4.0"));
        var range = specifiers!.ToRange();
        var lowest = later.Where(range.Contains).FirstOrDefault(PythonVersion.Parse("0"));
        if (!range.Contains(request.Target.Python) && lowest > request.Target.Python)
        {
            _faults.Add($"{package.Name} {package.Version} needs Python {python}");
        }
    }
}
