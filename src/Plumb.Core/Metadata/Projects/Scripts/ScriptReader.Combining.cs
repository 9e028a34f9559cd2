namespace Plumb.Metadata.Projects;

internal sealed partial class ScriptReader
{
    private static bool IsShort(ScriptString a, ScriptString b) => a.Text.Length + b.Text.Length <= LongestText;

    private static ScriptList Concatenate(ScriptList a, ScriptList b)
    {
        var both = a.Copy();
        both.IsComplete &= b.IsComplete;
        both.IsFollowed |= b.IsFollowed;
        both.AddRange(b.Items);
        return both;
    }

    private static ScriptList Incomplete(ScriptList list)
    {
        var copy = list.Copy();
        copy.IsComplete = false;
        return copy;
    }

    private static ScriptDictionary Merge(ScriptDictionary a, ScriptDictionary b)
    {
        var merged = new ScriptDictionary
        {
            Items = [.. a.Items],
            IsComplete = a.IsComplete && b.IsComplete,
            IsFollowed = a.IsFollowed || b.IsFollowed,
        };
        foreach (var (key, value) in b.Items)
        {
            merged[key] = value;
        }

        return merged;
    }
}
