using CsCheck;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

public sealed class RequirementPropertyTests
{
    [Fact]
    public void Any_text_is_read_or_refused_without_a_crash() =>
        Gens.Near([.. PackagingCorpus.Requirements.OfKind("r").Select(r => r[1].GetString()!)])
            .Sample(
                text =>
                {
                    if (Requirement.TryParse(text, out var requirement, out var error))
                    {
                        var again = Requirement.Parse(requirement.ToString());
                        Assert.Equal(requirement, again);
                        Assert.Equal(requirement.ToString(), again.ToString());
                    }
                    else
                    {
                        Assert.InRange(error.Offset, 0, text.Length);
                    }
                },
                iter: 20_000
            );

    [Fact]
    public void Any_specifiers_are_read_or_refused_without_a_crash() =>
        Gens.Near([.. PackagingCorpus.Versions.OfKind("s").Select(r => r[1].GetString()!)])
            .Sample(
                text =>
                {
                    if (VersionSpecifiers.TryParse(text, out var specifiers, out var error))
                    {
                        Assert.Equal(specifiers, VersionSpecifiers.Parse(specifiers.ToString()));
                        Assert.False(specifiers.ToRange().ToString().Length == 0);
                    }
                    else
                    {
                        Assert.InRange(error.Offset, 0, text.Length);
                    }
                },
                iter: 20_000
            );

    [Fact]
    public void Any_name_is_read_or_refused_without_a_crash() =>
        Gens.Near(["a", "Foo.Bar_baz", "a--b", "0"])
            .Sample(
                text =>
                {
                    if (PackageName.TryParse(text, out var name))
                    {
                        Assert.True(PackageName.IsNormalizedName(name.Normalized));
                        Assert.Equal(name, PackageName.Parse(name.Normalized));
                    }

                    Assert.Equal(PackageName.Normalize(text), PackageName.Normalize(PackageName.Normalize(text)));
                },
                iter: 20_000
            );
}
