using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>The names of a script or of one call of a function, and under which conditions statements are read just now.</summary>
internal sealed class ScriptScope(ScriptScope? outer)
{
    private readonly Dictionary<string, ScriptValue> _names = new(StringComparer.Ordinal);

    /// <summary>Markers' comparisons that hold where the reader is.</summary>
    public ImmutableArray<string> Conditions { get; set; } = [];

    /// <summary>Above 0 where nobody knows whether the statements run, or how often.</summary>
    public int Doubt { get; set; }

    /// <summary>What the function returns, once it does.</summary>
    public ScriptValue? Returned { get; set; }

    public ScriptValue? Lookup(string name) => _names.GetValueOrDefault(name) ?? outer?.Lookup(name);

    /// <summary>Gives a name a value. Under conditions, what a list held before stays under their opposite.</summary>
    public void Assign(string name, ScriptValue value, Location location)
    {
        if (Doubt > 0)
        {
            _names[name] = new ScriptUnknown($"{name} depends on how the code runs", location);
            return;
        }

        if (Conditions.IsEmpty)
        {
            _names[name] = value;
            return;
        }

        var merged = new ScriptList { IsFollowed = true };
        if (_names.GetValueOrDefault(name) is ScriptList before)
        {
            if (Conditions.Length > 1)
            {
                merged.IsComplete = false;
            }
            else
            {
                merged.IsComplete = before.IsComplete;
                var opposite = ScriptCondition.Invert(Conditions[0]);
                merged.Items.AddRange(before.Items.Select(i => Under(i, [opposite])));
            }
        }

        if (value is ScriptList list)
        {
            merged.IsComplete &= list.IsComplete;
            merged.Items.AddRange(list.Items.Select(i => Under(i, Conditions)));
            _names[name] = merged;
        }
        else
        {
            _names[name] = new ScriptUnknown($"{name} depends on the machine", location);
        }
    }

    /// <summary>Adds to a list that is there, under the conditions of the place.</summary>
    public void Extend(ScriptList target, ScriptValue? added)
    {
        target.IsFollowed = true;
        if (Doubt > 0 || added is not ScriptList list)
        {
            target.IsComplete = false;
            return;
        }

        target.IsComplete &= list.IsComplete;
        target.AddRange(Conditions.IsEmpty ? list.Items : [.. list.Items.Select(i => Under(i, Conditions))]);
    }

    private static ScriptConditional Under(ScriptValue item, ImmutableArray<string> conditions) =>
        item is ScriptConditional conditional
            ? new ScriptConditional(
                conditional.Value,
                [.. conditional.Conditions.Union(conditions, StringComparer.Ordinal)]
            )
            : new ScriptConditional(item, conditions);
}
