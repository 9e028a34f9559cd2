using System.Globalization;
using System.Text;
using CsCheck;
using Plumb.Cli.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class VisibleTextPropertyTests
{
    private static readonly string[] _traps =
    [
        "\u001b[31m",
        "\u202E",
        "\ud83d\ude00",
        "é",
        "\udc00",
        "\u2028",
        "\u200d",
        "→",
    ];

    private static readonly Gen<string> _text = Gen.OneOf(
        Gen.String,
        Gen.Char['\0', '\uffff'].Array[0, 40].Select(c => new string(c)),
        Gen.Int[0, _traps.Length - 1].Select(i => _traps[i]).Array[0, 9].Select(string.Concat)
    );

    [Fact]
    public void Nothing_invisible_is_left() =>
        _text.Sample(text =>
        {
            foreach (var rune in VisibleText.Of(text).EnumerateRunes())
            {
                Assert.True(
                    Rune.GetUnicodeCategory(rune)
                        is not (
                            UnicodeCategory.Control
                            or UnicodeCategory.Format
                            or UnicodeCategory.Surrogate
                            or UnicodeCategory.LineSeparator
                            or UnicodeCategory.ParagraphSeparator
                        )
                );
            }
        });

    [Fact]
    public void Without_unicode_the_result_is_printable_ascii() =>
        _text.Sample(text => Assert.All(VisibleText.Of(text, unicode: false), c => Assert.InRange(c, ' ', '~')));

    [Fact]
    public void What_is_visible_already_stays() =>
        _text.Sample(text =>
        {
            var once = VisibleText.Of(text);
            Assert.Equal(once, VisibleText.Of(once));
        });

    [Theory]
    [InlineData("a\nb\tc", @"a\nb\tc")]
    [InlineData("\u001b[2J", @"\x1B[2J")]
    [InlineData("user\u202Efdp.exe", @"user\u{202E}fdp.exe")]
    [InlineData("\ud83d\ude00", "\ud83d\ude00")]
    [InlineData("\u009b31m", @"\x9B31m")]
    public void Escapes_say_what_stands_there(string text, string expected) =>
        Assert.Equal(expected, VisibleText.Of(text));

    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_its_number() =>
        Assert.Equal(@"a\u{D800}b\u{DC01}", VisibleText.Of("a\ud800b\udc01"));
}
