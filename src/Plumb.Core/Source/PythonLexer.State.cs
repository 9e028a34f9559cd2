using System.Runtime.CompilerServices;

namespace Plumb.Source;

/// <content>What is open: kept in the lexer itself, so that it allocates nothing.</content>
internal ref partial struct PythonLexer
{
    [InlineArray(MostBrackets)]
    private struct Brackets
    {
        private byte _first;
    }

    [InlineArray(MostIndents)]
    private struct Indents
    {
        private (int Column, int Alternative) _first;
    }

    [InlineArray(MostBrackets + 1)]
    private struct Formats
    {
        private Format _first;
    }

    /// <summary>A formatted string that is open, or the format specification of one of its fields.</summary>
    private struct Format
    {
        public byte Quote;
        public bool IsTriple;
        public bool IsSpecification;
        public int FieldDepth;
    }
}
