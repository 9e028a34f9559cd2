using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>A value of a script that is read and not run.</summary>
internal abstract class ScriptValue
{
    /// <summary>True or false where the value is known well enough; null where it is not.</summary>
    public virtual bool? Truth => null;
}

/// <summary>A value that only running the code would tell.</summary>
internal sealed class ScriptUnknown(string reason, Location location) : ScriptValue
{
    public string Reason { get; } = reason;

    public Location Location { get; } = location;
}

/// <summary>A string.</summary>
/// <param name="text">The text.</param>
/// <param name="location">Where its literal begins, or the line of the file it was read from.</param>
/// <param name="isComputed">It was put together or read, not written down like this.</param>
internal sealed class ScriptString(string text, Location location, bool isComputed = false) : ScriptValue
{
    public string Text { get; } = text;

    public Location Location { get; } = location;

    public bool IsComputed { get; } = isComputed;

    public override bool? Truth => Text.Length > 0;
}

/// <summary>A number, true, false or None, by its text.</summary>
internal sealed class ScriptNumber(string text) : ScriptValue
{
    public static ScriptNumber None { get; } = new("None");

    public string Text { get; } = text;

    public override bool? Truth => Text is not ("0" or "0.0" or "False" or "None");

    public static ScriptNumber Of(bool truth) => new(truth ? "True" : "False");
}

/// <summary>An item that is in its list only under conditions, each a marker's comparison.</summary>
internal sealed class ScriptConditional(ScriptValue value, ImmutableArray<string> conditions) : ScriptValue
{
    public ScriptValue Value { get; } = value;

    public ImmutableArray<string> Conditions { get; } = conditions;
}

/// <summary>A list, tuple or set.</summary>
internal sealed class ScriptList : ScriptValue
{
    private const int Largest = 20_000;

    public List<ScriptValue> Items { get; init; } = [];

    /// <summary>False when there may be items that are not known.</summary>
    public bool IsComplete { get; set; } = true;

    /// <summary>True when it is not written down in one piece: items were added by statements, read from a file or filtered.</summary>
    public bool IsFollowed { get; set; }

    public override bool? Truth =>
        Items.Count > 0 ? true
        : IsComplete ? false
        : null;

    /// <summary>Adds items as far as the list stays of a size that people write.</summary>
    public void AddRange(IReadOnlyCollection<ScriptValue> items)
    {
        if (Items.Count + items.Count > Largest)
        {
            IsComplete = false;
        }
        else
        {
            Items.AddRange(items.ToArray());
        }
    }

    public ScriptList Copy() =>
        new()
        {
            Items = [.. Items],
            IsComplete = IsComplete,
            IsFollowed = IsFollowed,
        };
}

/// <summary>A dictionary in the order of its keys.</summary>
internal sealed class ScriptDictionary : ScriptValue
{
    public List<KeyValuePair<string, ScriptValue>> Items { get; init; } = [];

    public bool IsComplete { get; set; } = true;

    public bool IsFollowed { get; set; }

    public ScriptValue? this[string key]
    {
        get => Items.Find(i => i.Key == key).Value;
        set
        {
            var at = Items.FindIndex(i => i.Key == key);
            if (value is not null && at < 0)
            {
                Items.Add(KeyValuePair.Create(key, value));
            }
            else if (value is not null)
            {
                Items[at] = KeyValuePair.Create(key, value);
            }
        }
    }

    public override bool? Truth =>
        Items.Count > 0 ? true
        : IsComplete ? false
        : null;
}

/// <summary>A file or folder of the project, or an open file.</summary>
internal sealed class ScriptPath(string path) : ScriptValue
{
    /// <summary>Relative to the project's folder; "" for the folder itself.</summary>
    public string Path { get; } = path;

    public override bool? Truth => true;
}

/// <summary>A name with dots that stands for no value the script made: a module's, a builtin's.</summary>
internal sealed class ScriptReference(string name) : ScriptValue
{
    public string Name { get; } = name;
}

/// <summary>A function of the script.</summary>
/// <param name="parameters">The names of its parameters.</param>
/// <param name="body">The token at which its body begins.</param>
internal sealed class ScriptFunction(ImmutableArray<string> parameters, int body) : ScriptValue
{
    public ImmutableArray<string> Parameters { get; } = parameters;

    public int Body { get; } = body;
}
