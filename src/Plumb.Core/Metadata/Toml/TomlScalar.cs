using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Plumb.Metadata.Toml;

/// <summary>Makes values of the lexer's scalar tokens.</summary>
internal static class TomlScalar
{
    /// <summary>The value of a token; null when the token is no scalar.</summary>
    public static TomlValue? Read(TomlToken token)
    {
        var offset = token.Start.Offset;
        return token.Kind switch
        {
            TokenKind.String or TokenKind.StringMulti or TokenKind.StringLiteral or TokenKind.StringLiteralMulti =>
                new TomlString(token.StringValue ?? "", offset),
            TokenKind.Integer or TokenKind.IntegerHexa or TokenKind.IntegerOctal or TokenKind.IntegerBinary =>
                new TomlInteger(unchecked((long)token.Data), offset),
            TokenKind.Float
            or TokenKind.Infinite
            or TokenKind.PositiveInfinite
            or TokenKind.NegativeInfinite
            or TokenKind.Nan
            or TokenKind.PositiveNan
            or TokenKind.NegativeNan => new TomlFloat(BitConverter.UInt64BitsToDouble(token.Data), offset),
            TokenKind.True => new TomlBoolean(true, offset),
            TokenKind.False => new TomlBoolean(false, offset),
            TokenKind.OffsetDateTimeByZ or TokenKind.OffsetDateTimeByNumber or TokenKind.LocalDateTime =>
                new TomlDateTime(token.StringValue ?? "", HasDate: true, HasTime: true, offset),
            TokenKind.LocalDate => new TomlDateTime(token.StringValue ?? "", HasDate: true, HasTime: false, offset),
            TokenKind.LocalTime => new TomlDateTime(token.StringValue ?? "", HasDate: false, HasTime: true, offset),
            _ => null,
        };
    }

    /// <summary>What of a token only TOML 1.1 allows; null when version 1.0 reads it the same.</summary>
    public static string? BeyondVersion10(TomlToken token, ReadOnlySpan<char> raw) =>
        token.Kind switch
        {
            TokenKind.String or TokenKind.StringMulti when HasNewEscape(raw) =>
                "The escapes \\e and \\x came with TOML 1.1",
            TokenKind.LocalTime when LacksSeconds(raw) => "A time without seconds came with TOML 1.1",
            TokenKind.OffsetDateTimeByZ
            or TokenKind.OffsetDateTimeByNumber
            or TokenKind.LocalDateTime when LacksSeconds(raw[Math.Min(11, raw.Length)..]) =>
                "A time without seconds came with TOML 1.1",
            _ => null,
        };

    private static bool HasNewEscape(ReadOnlySpan<char> raw)
    {
        while (raw.IndexOf('\\') is var at and >= 0 && at + 1 < raw.Length)
        {
            if (raw[at + 1] is 'e' or 'x')
            {
                return true;
            }

            raw = raw[(at + 2)..];
        }

        return false;
    }

    private static bool LacksSeconds(ReadOnlySpan<char> time) => time.Length < 6 || time[5] != ':';
}
