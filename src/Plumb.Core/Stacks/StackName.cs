using System.Buffers;

namespace Plumb.Stacks;

/// <summary>What the name of a stack is made of: lower-case letters, digits and hyphens.</summary>
public static class StackName
{
    private static readonly SearchValues<char> _letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>True for a character that names take.</summary>
    public static bool Takes(char c) => _letters.Contains(c);

    /// <summary>True for a text of such characters alone.</summary>
    public static bool Takes(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(_letters);
}
