using System.Collections.Immutable;

namespace Plumb.Python;

/// <summary>One resolution of a dependency group.</summary>
internal sealed class DependencyGroupResolver(IReadOnlyDictionary<string, DependencyGroup> groups)
{
    // Far more than people write; a chain of includes that doubles at each step would never end.
    private const int MaxDepth = 400;
    private const int MaxSteps = 100_000;

    private readonly Dictionary<string, ImmutableArray<object>> _parsed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<Requirement>> _resolved = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _steps;
    private bool _tooLarge;

    public List<DependencyGroupError> Errors { get; } = [];

    public ImmutableArray<Requirement> Resolve(string name, int offset)
    {
        if (_resolved.TryGetValue(name, out var done))
        {
            return done;
        }

        if (_open.Count >= MaxDepth)
        {
            _tooLarge = true;
            Fail(DependencyGroupErrorKind.TooLarge, name, "Dependency groups include each other too deeply", offset);
            return [];
        }

        _open.Add(name);
        var found = ImmutableArray.CreateBuilder<Requirement>();
        foreach (var item in Parse(name, offset))
        {
            if (item is Requirement requirement)
            {
                found.Add(requirement);
            }
            else
            {
                Include(name, (DependencyGroupInclude)item, found);
            }

            if (!_tooLarge && ++_steps + found.Count > MaxSteps)
            {
                _tooLarge = true;
                Fail(
                    DependencyGroupErrorKind.TooLarge,
                    name,
                    "Dependency groups come to too many requirements",
                    offset
                );
            }

            if (_tooLarge)
            {
                break;
            }
        }

        _open.Remove(name);
        if (Errors.Count > 0)
        {
            return [];
        }

        _resolved[name] = found.ToImmutable();
        return _resolved[name];
    }

    private void Include(string name, DependencyGroupInclude include, ImmutableArray<Requirement>.Builder found)
    {
        var other = PackageName.Normalize(include.Group!);
        if (_open.Contains(other))
        {
            var message =
                other == name
                    ? $"The group '{name}' includes itself"
                    : $"The groups '{other}' and '{name}' include each other";
            Fail(DependencyGroupErrorKind.Cycle, name, message, include.Offset);
            return;
        }

        found.AddRange(Resolve(other, include.Offset));
    }

    private ImmutableArray<object> Parse(string name, int offset)
    {
        if (_parsed.TryGetValue(name, out var done))
        {
            return done;
        }

        if (!groups.TryGetValue(name, out var group))
        {
            Fail(DependencyGroupErrorKind.NotFound, name, $"There is no dependency group '{name}'", offset);
            return [];
        }

        if (group.Items is not { } items)
        {
            Fail(
                DependencyGroupErrorKind.WrongType,
                name,
                $"The dependency group '{name}' is not a list",
                group.Offset
            );
            return [];
        }

        var parsed = ImmutableArray.CreateBuilder<object>(items.Length);
        foreach (var item in items)
        {
            if (ParseItem(name, item) is { } good)
            {
                parsed.Add(good);
            }
        }

        if (Errors.Count > 0)
        {
            return [];
        }

        _parsed[name] = parsed.ToImmutable();
        return _parsed[name];
    }

    private object? ParseItem(string name, DependencyGroupItem item)
    {
        switch (item)
        {
            case DependencyGroupText { Text: var text }:
                if (Requirement.TryParse(text, out var requirement, out var error))
                {
                    return requirement;
                }

                return Fail(DependencyGroupErrorKind.InvalidRequirement, name, error.Message, item.Offset);
            case DependencyGroupInclude { Group: not null }:
                return item;
            case DependencyGroupInclude:
                return Fail(
                    DependencyGroupErrorKind.WrongType,
                    name,
                    "The name of an included group is not a string",
                    item.Offset
                );
            case DependencyGroupOther { IsTable: true }:
                const string form = "A table in a dependency group has the one key 'include-group'";
                return Fail(DependencyGroupErrorKind.MalformedItem, name, form, item.Offset);
            default:
                const string kinds = "An item of a dependency group is neither a string nor a table";
                return Fail(DependencyGroupErrorKind.WrongType, name, kinds, item.Offset);
        }
    }

    private object? Fail(DependencyGroupErrorKind kind, string group, string message, int offset)
    {
        if (Errors.Count < MaxSteps)
        {
            Errors.Add(new DependencyGroupError(kind, group, message, offset));
        }

        return null;
    }
}
