namespace Plumb.Source;

/// <summary>Hard keywords of Python 3 (language reference 2.3.1), told by their bytes.</summary>
internal static class PythonKeyword
{
    /// <summary>Whether a name is a keyword other than <c>None</c>, <c>True</c> and <c>False</c>, which are operands.</summary>
    public static bool IsWord(ReadOnlySpan<byte> name) =>
        name.Length switch
        {
            2 => name.SequenceEqual("if"u8)
                || name.SequenceEqual("in"u8)
                || name.SequenceEqual("is"u8)
                || name.SequenceEqual("or"u8)
                || name.SequenceEqual("as"u8),
            3 => name[0] switch
            {
                (byte)'a' => name.SequenceEqual("and"u8),
                (byte)'d' => name.SequenceEqual("def"u8) || name.SequenceEqual("del"u8),
                (byte)'f' => name.SequenceEqual("for"u8),
                (byte)'n' => name.SequenceEqual("not"u8),
                (byte)'t' => name.SequenceEqual("try"u8),
                _ => false,
            },
            4 => name[0] switch
            {
                (byte)'e' => name.SequenceEqual("else"u8) || name.SequenceEqual("elif"u8),
                (byte)'f' => name.SequenceEqual("from"u8),
                (byte)'p' => name.SequenceEqual("pass"u8),
                (byte)'w' => name.SequenceEqual("with"u8),
                _ => false,
            },
            5 => name[0] switch
            {
                (byte)'a' => name.SequenceEqual("await"u8) || name.SequenceEqual("async"u8),
                (byte)'b' => name.SequenceEqual("break"u8),
                (byte)'c' => name.SequenceEqual("class"u8),
                (byte)'r' => name.SequenceEqual("raise"u8),
                (byte)'w' => name.SequenceEqual("while"u8),
                (byte)'y' => name.SequenceEqual("yield"u8),
                _ => false,
            },
            6 => name[0] switch
            {
                (byte)'a' => name.SequenceEqual("assert"u8),
                (byte)'e' => name.SequenceEqual("except"u8),
                (byte)'g' => name.SequenceEqual("global"u8),
                (byte)'i' => name.SequenceEqual("import"u8),
                (byte)'l' => name.SequenceEqual("lambda"u8),
                (byte)'r' => name.SequenceEqual("return"u8),
                _ => false,
            },
            7 => name.SequenceEqual("finally"u8),
            8 => name.SequenceEqual("continue"u8) || name.SequenceEqual("nonlocal"u8),
            _ => false,
        };
}
