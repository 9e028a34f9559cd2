namespace Plumb.Source;

/// <summary>What a token of Python source is (Python language reference, chapter 2).</summary>
internal enum PythonTokenKind
{
    /// <summary>The text is at its end.</summary>
    End,

    /// <summary>The end of a logical line.</summary>
    Newline,

    /// <summary>The next line stands deeper than the one before.</summary>
    Indent,

    /// <summary>One level of indentation ends.</summary>
    Dedent,

    /// <summary>An identifier or a keyword.</summary>
    Name,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A whole string or bytes literal with its prefix and quotes, without replacement fields.</summary>
    Text,

    /// <summary>The prefix and opening quotes of a formatted string; its fields follow as tokens between <c>{</c> and <c>}</c>.</summary>
    FormattedStart,

    /// <summary>The closing quotes of a formatted string.</summary>
    FormattedEnd,

    /// <summary>An operator or delimiter; <see cref="PythonLexer.Operator"/> says which.</summary>
    Operator,

    /// <summary>The text cannot be read on; <see cref="PythonLexer.Problem"/> says why.</summary>
    Error,
}
