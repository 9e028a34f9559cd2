using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

public sealed class RequirementTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("  >=1", 2)]
    [InlineData("name_>=1", 0)]
    [InlineData("name 1.0", 5)]
    [InlineData("name[", 4)]
    [InlineData("name[a b]", 7)]
    [InlineData("name[a,]", 7)]
    [InlineData("name (>=1.0", 5)]
    [InlineData("name (>=1.0 x)", 12)]
    [InlineData("name>=1.0.*", 9)]
    [InlineData("name==1.0a1.*", 11)]
    [InlineData("name>=1.0+local", 9)]
    [InlineData("name~=1", 6)]
    [InlineData("name>=", 6)]
    [InlineData("name>=1.0 <=2.0", 10)]
    [InlineData("name @ ", 7)]
    [InlineData("name @ https://a/; os_name == 'nt'", 19)]
    [InlineData("name; os_name = 'nt'", 14)]
    public void An_error_names_its_place(string text, int offset)
    {
        Assert.False(Requirement.TryParse(text, out _, out var error));
        Assert.Equal(offset, error.Offset);
    }

    [Theory]
    [InlineData("Foo.Bar[B,a,B_c] >= 1, <2 ; python_version < '3'", "Foo.Bar[B,B_c,a]<2,>=1; python_version < \"3\"")]
    [InlineData("foo@https://a/b.whl ; os_name=='nt'", "foo @ https://a/b.whl ; os_name == \"nt\"")]
    [InlineData("foo[] ()", "foo")]
    public void The_normal_form_is_that_of_packaging(string text, string expected) =>
        Assert.Equal(expected, Requirement.Parse(text).ToString());

    [Fact]
    public void Spelling_of_names_makes_no_difference()
    {
        Assert.Equal(Requirement.Parse("Foo_Bar[A_b]==1.0"), Requirement.Parse("foo-bar[a.B] == 1.0.0"));
        Assert.NotEqual(Requirement.Parse("foo~=1.0"), Requirement.Parse("foo~=1.0.0"));
        Assert.Equal(["a-b"], Requirement.Parse("foo[A_b,a.B]").Extras);
    }
}
