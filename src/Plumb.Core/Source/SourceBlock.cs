using System.Collections.Immutable;

namespace Plumb.Source;

/// <summary>What kind of block stands around a statement.</summary>
public enum SourceBlockKind
{
    /// <summary>The body of a <c>try</c>.</summary>
    Try,

    /// <summary>A handler of a <c>try</c>.</summary>
    Except,

    /// <summary>The body of <c>with suppress(…)</c>.</summary>
    Suppress,

    /// <summary>The body of an <c>if</c> or <c>elif</c>.</summary>
    If,

    /// <summary>The <c>else</c> of an <c>if</c>; every <c>elif</c> stands in one.</summary>
    Else,

    /// <summary>A function or a method.</summary>
    Function,

    /// <summary>A class.</summary>
    Class,
}

/// <summary>A block around a statement. Loops, any other <c>with</c>, <c>match</c> and <c>finally</c> guard nothing and are left out.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Test">Of <c>if</c>, and of the <c>if</c> that an <c>else</c> belongs to: the test as CPython's <c>ast.unparse</c> writes it; otherwise "".</param>
/// <param name="Catches">Of <c>try</c>: what its handlers catch, sorted; of <c>suppress</c>: what it is given; of a handler: what it catches. <c>bare</c> catches everything.</param>
public sealed record SourceBlock(SourceBlockKind Kind, string Test, ImmutableArray<string> Catches)
{
    private const int LongestTest = 80;

    /// <summary>Of <c>try</c>: what is caught by a handler in which something raises or ends the program, perhaps after a test, sorted.</summary>
    public ImmutableArray<string> MayRaise { get; init; } = [];

    /// <summary>Of <c>try</c>: what is caught only to be raised again, by a handler whose own statements raise or end the program; part of <see cref="MayRaise"/>.</summary>
    public ImmutableArray<string> Raises { get; init; } = [];

    /// <summary><c>try:ImportError,…</c>, <c>except</c>, <c>if:</c> with the first 80 characters of the test, <c>else</c>, <c>function</c>, <c>class</c>.</summary>
    public override string ToString() =>
        Kind switch
        {
            SourceBlockKind.Try => "try:" + string.Join(',', Catches),
            SourceBlockKind.If => "if:" + FirstCharacters(Test),
            SourceBlockKind.Suppress => "suppress:" + string.Join(',', Catches),
            SourceBlockKind.Except => "except",
            SourceBlockKind.Else => "else",
            SourceBlockKind.Function => "function",
            _ => "class",
        };

    /// <summary>Counted in code points, as Python counts.</summary>
    private static string FirstCharacters(string text)
    {
        var end = 0;
        for (var count = 0; count < LongestTest && end < text.Length; count++)
        {
            end += end + 1 < text.Length && char.IsSurrogatePair(text, end) ? 2 : 1;
        }

        return text[..end];
    }
}
