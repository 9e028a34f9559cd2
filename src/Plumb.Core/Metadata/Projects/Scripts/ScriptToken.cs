namespace Plumb.Metadata.Projects;

/// <summary>What a token of Python source is.</summary>
internal enum ScriptTokenKind
{
    /// <summary>A name or keyword.</summary>
    Name,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string with its prefix and quotes.</summary>
    Text,

    /// <summary>An operator or delimiter.</summary>
    Operator,

    /// <summary>The end of a logical line.</summary>
    LineEnd,

    /// <summary>The lines from here on are indented more.</summary>
    Indent,

    /// <summary>The indented lines end.</summary>
    Dedent,

    /// <summary>The end of the file.</summary>
    End,
}

/// <summary>A token of Python source by its place in the text.</summary>
internal readonly record struct ScriptToken(ScriptTokenKind Kind, int Start, int End);
