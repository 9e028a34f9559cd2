using CsCheck;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

public sealed class PythonVersionPropertyTests
{
    [Fact]
    public void A_normal_form_reads_back_as_itself() =>
        Gens.VersionText.Sample(text =>
        {
            var version = PythonVersion.Parse(text);
            Assert.Equal(text, version.ToString());
            Assert.Equal(version, PythonVersion.Parse(version.ToTrimmedString()));
        });

    [Fact]
    public void The_packed_order_is_the_order_of_the_parts() =>
        Gen.Select(Gens.Version, Gens.Version)
            .Sample(
                (a, b) =>
                {
                    Assert.Equal(Math.Sign(a.ToParts().CompareOrder(b.ToParts())), Math.Sign(a.ComparePublic(b)));
                    Assert.Equal(Math.Sign(a.ToParts().CompareFamily(b.ToParts())), Math.Sign(a.CompareFamily(b)));
                    Assert.Equal(Math.Sign(a.CompareTo(b)), -Math.Sign(b.CompareTo(a)));
                    Assert.Equal(a.CompareTo(b) == 0, a == b);
                    Assert.True(a != b || a.GetHashCode() == b.GetHashCode());
                    Assert.Equal(PythonVersion.FromParts(a.ToParts(), a.Local), a);
                },
                iter: 20_000
            );

    [Fact]
    public void The_order_is_transitive() =>
        Gens
            .Version.Array[3, 12]
            .Sample(versions =>
            {
                Array.Sort(versions);
                for (var i = 0; i < versions.Length; i++)
                {
                    for (var j = i; j < versions.Length; j++)
                    {
                        Assert.True(versions[i] <= versions[j]);
                    }
                }
            });

    [Fact]
    public void Any_text_is_read_or_refused_without_a_crash() =>
        Gens.Near([.. PackagingCorpus.Versions.OfKind("v").Select(r => r[1].GetString()!)])
            .Sample(
                text =>
                {
                    if (PythonVersion.TryParse(text, out var version))
                    {
                        var again = PythonVersion.Parse(version.ToString());
                        Assert.Equal(version, again);
                        Assert.Equal(version.ToString(), again.ToString());
                    }
                },
                iter: 20_000
            );
}
