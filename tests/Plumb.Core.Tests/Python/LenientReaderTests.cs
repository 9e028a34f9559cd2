using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

public sealed class LenientReaderTests
{
    [Theory]
    [InlineData("tinycss2 (>=1.1.0<1.2) ; extra == 'css'", "tinycss2<1.2,>=1.1.0; extra == \"css\"")]
    [InlineData("PyYAML (>=5.1.*)", "PyYAML>=5.1")]
    [InlineData("foo[bar]>=1.0.*,<2.*", "foo[bar]<2,>=1.0")]
    [InlineData("foo ~=1.4.*", "foo~=1.4")]
    [InlineData("foo >='1.0'", "foo>=1.0")]
    [InlineData("foo ==1.4*", "foo==1.4.*")]
    [InlineData("foo !=~1.4", "foo!=1.4.*")]
    [InlineData("foo >dev", "foo>0.dev0")]
    [InlineData("foo2>=1<2!=1.5", "foo2!=1.5,<2,>=1")]
    public void A_known_mistake_is_understood_and_named(string text, string expected)
    {
        Assert.False(Requirement.TryParse(text, out _, out _));
        Assert.True(LenientReader.TryReadRequirement(text, out var requirement, out var forgiven, out _));
        Assert.Equal(expected, requirement.ToString());
        Assert.NotEmpty(forgiven);
    }

    [Theory]
    [InlineData("foo (>=1.0)")]
    [InlineData("foo >=1.0,")]
    [InlineData("foo >= 1.0 , < 2 ; python_version >= '3'")]
    public void What_follows_the_rules_needs_no_forgiveness(string text)
    {
        Assert.True(LenientReader.TryReadRequirement(text, out _, out var forgiven, out _));
        Assert.Empty(forgiven);
    }

    [Theory]
    [InlineData("foo >= x")]
    [InlineData("foo @ ")]
    [InlineData("foo 1.0")]
    [InlineData("foo; os_name == 'a'>='b'")]
    [InlineData("")]
    [InlineData(">=1.0.*")]
    public void What_nobody_understands_is_refused_with_the_strict_reason(string text)
    {
        Assert.False(LenientReader.TryReadRequirement(text, out _, out var forgiven, out var error));
        Assert.False(Requirement.TryParse(text, out _, out var strict));
        Assert.Equal(strict, error);
        Assert.Empty(forgiven);
    }

    [Theory]
    [InlineData(">=3.6.*", ">=3.6", 1)]
    [InlineData(">=3.6,<4.0.*!=3.7", "!=3.7,<4.0,>=3.6", 2)]
    [InlineData(">=3.6", ">=3.6", 0)]
    public void Requires_python_is_read_in_the_same_way(string text, string expected, int mistakes)
    {
        Assert.True(LenientReader.TryReadSpecifiers(text, out var specifiers, out var forgiven, out _));
        Assert.Equal(expected, specifiers.ToString());
        Assert.Equal(mistakes, forgiven.Length);
    }

    [Fact]
    public void Specifiers_that_nobody_understands_are_refused()
    {
        Assert.False(LenientReader.TryReadSpecifiers("three", out _, out _, out var error));
        Assert.Equal(0, error.Offset);
    }
}
