using Plumb.Text;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Plumb.Metadata.Toml;

/// <summary>Walks over the tokens that carry something, and keeps the first error and the count of values.</summary>
internal sealed class TomlCursor(string text, TomlOptions options)
{
    private readonly TomlLexer _lexer = TomlLexer.Create(text, new TomlLexerOptions { DecodeScalars = true });
    private int _values;

    /// <summary>The first error; reading ends with it.</summary>
    public FormatError? Error { get; private set; }

    /// <summary>The first thing that only TOML 1.1 allows.</summary>
    public FormatError? BeyondVersion10 { get; private set; }

    public TomlToken Current => _lexer.Current;

    public TokenKind Token => _lexer.Current.Kind;

    public int Offset => _lexer.Current.Start.Offset;

    /// <summary>The token as written.</summary>
    public ReadOnlySpan<char> Raw => text.AsSpan()[Offset..(_lexer.Current.End.Offset + 1)];

    // Comments and blanks carry nothing; line ends do.
    public void Next(TomlLexerMode mode)
    {
        _lexer.Mode = mode;
        try
        {
            while (_lexer.MoveNext() && Token is TokenKind.Whitespaces or TokenKind.Comment) { }
        }
        catch (ArgumentOutOfRangeException)
        {
            // Tomlyn 2.10.2 trips over its own message when the text ends inside an escape.
            Fail("The text ends inside an escape", text.Length);
        }

        if (_lexer.HasErrors && Error is null)
        {
            var first = _lexer.Errors.First();
            Error = new FormatError(first.Message.Trim(), first.Span.Start.Offset);
        }
    }

    public void SkipNewLines(TomlLexerMode mode, bool inTable = false)
    {
        while (Error is null && Token == TokenKind.NewLine)
        {
            NoteBeyond10(inTable ? "A line end inside an inline table came with TOML 1.1" : null, Offset);
            Next(mode);
        }
    }

    public void Count()
    {
        if (++_values > options.MaxValues)
        {
            Fail(FormattableString.Invariant($"The document has more than {options.MaxValues} values"));
        }
    }

    public void NoteBeyond10(string? message, int offset)
    {
        if (message is not null)
        {
            BeyondVersion10 ??= new FormatError(message, offset);
        }
    }

    public void Fail(string message) => Fail(message, Offset);

    public void Fail(string message, int offset) => Error ??= new FormatError(message, offset);
}
