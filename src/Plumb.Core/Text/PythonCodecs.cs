using System.Globalization;
using System.Text;

namespace Plumb.Text;

/// <summary>Python's names of text encodings (the standard library's <c>codecs</c> and their aliases), mapped to .NET's.</summary>
internal static class PythonCodecs
{
    /// <summary>The encoding, which throws on wrong bytes; null when Python knows none by this name, or none that makes text of bytes.</summary>
    public static Encoding? Find(string name)
    {
        var key = name.ToLowerInvariant().Replace('_', '-').Replace(' ', '-');
        if (Builtin(key) is { } builtin)
        {
            return builtin;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(
                NetName(key),
                EncoderFallback.ExceptionFallback,
                DecoderFallback.ExceptionFallback
            );
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Encoding? Builtin(string key) =>
        key switch
        {
            "utf-8" or "utf8" or "u8" or "utf" or "cp65001" => new UTF8Encoding(false, true),
            "utf-8-sig" => new UTF8Encoding(true, true),
            "utf-16" or "utf16" or "u16" or "utf-16-le" or "utf-16le" => new UnicodeEncoding(false, false, true),
            "utf-16-be" or "utf-16be" => new UnicodeEncoding(true, false, true),
            "utf-32" or "utf32" or "u32" or "utf-32-le" or "utf-32le" => new UTF32Encoding(false, false, true),
            "utf-32-be" or "utf-32be" => new UTF32Encoding(true, false, true),
            "ascii" or "us-ascii" or "646" or "ansi-x3.4-1968" or "iso646-us" => Strict(20127),
            "latin-1" or "latin1" or "latin" or "l1" or "iso-8859-1" or "iso8859-1" or "8859" or "cp819" => Strict(
                28591
            ),
            _ => null,
        };

    private static Encoding Strict(int codePage) =>
        Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    private static string NetName(string key) =>
        key switch
        {
            "gbk" or "936" or "cp936" or "ms936" => "gb2312",
            "gb18030-2000" => "gb18030",
            "sjis" or "s-jis" or "shiftjis" or "cp932" or "ms932" or "mskanji" => "shift_jis",
            "shift-jis" => "shift_jis",
            "eucjp" or "ujis" or "u-jis" => "euc-jp",
            "euckr" or "korean" or "cp949" or "949" or "uhc" => "ks_c_5601-1987",
            "big5-tw" or "csbig5" or "cp950" or "950" => "big5",
            "latin2" or "l2" => "iso-8859-2",
            "cyrillic" => "iso-8859-5",
            "latin5" or "l5" => "iso-8859-9",
            "latin9" or "l9" => "iso-8859-15",
            _ when key.StartsWith("iso8859-", StringComparison.Ordinal) => "iso-8859-" + key[8..],
            _ when key.StartsWith("windows", StringComparison.Ordinal) => key,
            _ when key.StartsWith("cp125", StringComparison.Ordinal) => "windows-" + key[2..],
            _ when key.StartsWith("cp", StringComparison.Ordinal)
                    && int.TryParse(key.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out _) => "ibm"
                + key[2..],
            _ => key,
        };
}
