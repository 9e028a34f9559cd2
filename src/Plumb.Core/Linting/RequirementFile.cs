using Plumb.Python;

namespace Plumb.Linting;

/// <summary>Tells a file of requirements by what it holds: each line that is no comment and no option is one.</summary>
internal static class RequirementFile
{
    private const int Longest = 300;

    /// <summary>True for a text file all of whose lines are requirements, one with a version at least.</summary>
    public static bool Is(string name, string text)
    {
        if (!name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var isPinned = false;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).Trim(" \t\r\\");
            var comment = line.IndexOf(" #");
            line = comment < 0 ? line : line[..comment].TrimEnd();
            if (line.IsEmpty || line[0] is '#' or '-')
            {
                continue;
            }

            if (line.Length > Longest || !Requirement.TryParse(line.ToString(), out var requirement, out _))
            {
                return false;
            }

            isPinned |= !requirement.Specifiers.Items.IsEmpty;
        }

        return isPinned;
    }
}
