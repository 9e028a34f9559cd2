namespace Plumb.Diagnosis;

/// <summary>What a part of a pattern stands for.</summary>
internal enum PatternPartKind
{
    /// <summary>This text; a space is any white space, line ends included, and a quote is any quote.</summary>
    Literal,

    /// <summary><c>{name}</c>: characters without white space, kept under the name.</summary>
    Word,

    /// <summary><c>{name..}</c>: text within the line, kept under the name.</summary>
    Phrase,

    /// <summary><c>*</c>: text within the line.</summary>
    Anything,
}

/// <summary>A part of a pattern.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Text">The literal text, or the name.</param>
internal readonly record struct PatternPart(PatternPartKind Kind, string Text);
