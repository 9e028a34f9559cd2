using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>
/// Which requirements count for the target once overrides, exclusions and constraints are heeded. As in uv, an override also stands in for
/// requirements whose marker is false, but not for those of an extra that is not asked for.
/// </summary>
internal sealed class RequirementRules
{
    private readonly ResolutionRequest _request;
    private readonly ILookup<PackageName, Requirement> _overrides;
    private readonly ILookup<PackageName, Requirement> _constraints;

    public RequirementRules(ResolutionRequest request)
    {
        _request = request;
        _overrides = request.Overrides.ToLookup(r => r.Name);
        _constraints = request.Constraints.ToLookup(r => r.Name);
    }

    /// <summary>The requirements that count, in their order, each followed by its constraints.</summary>
    /// <param name="requirements">What is written.</param>
    /// <param name="extra">The extra whose own requirements are asked for; "" for those that count without one.</param>
    public IEnumerable<Requirement> Apply(IEnumerable<Requirement> requirements, string extra = "")
    {
        var markers = _request.Target.Markers;
        foreach (var written in requirements)
        {
            if (_request.Excludes.Contains(written.Name))
            {
                continue;
            }

            var isOverridden = _overrides.Contains(written.Name);
            var counts =
                isOverridden && written.Marker is not { MentionsExtra: true }
                    ? extra.Length == 0
                    : Counts(written, extra);
            if (!counts)
            {
                continue;
            }

            IEnumerable<Requirement> standing = isOverridden ? _overrides[written.Name] : [written];
            foreach (var requirement in standing)
            {
                if (isOverridden && !DirectRequirements.Holds(requirement, markers))
                {
                    continue;
                }

                yield return requirement;
                foreach (var constraint in _constraints[requirement.Name])
                {
                    if (DirectRequirements.Holds(constraint, markers))
                    {
                        yield return constraint;
                    }
                }
            }
        }
    }

    private bool Counts(Requirement requirement, string extra)
    {
        var markers = _request.Target.Markers;
        if (requirement.Marker is not { } marker)
        {
            return extra.Length == 0;
        }

        return extra.Length == 0
            ? marker.Holds(markers)
            : marker.MentionsExtra && marker.Holds(markers, [extra]) && !marker.Holds(markers);
    }
}
