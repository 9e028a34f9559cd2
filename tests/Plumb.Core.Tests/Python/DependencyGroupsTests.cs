using System.Collections.Immutable;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

public sealed class DependencyGroupsTests
{
    [Fact]
    public void Two_spellings_of_one_name_spoil_every_group()
    {
        var groups = new DependencyGroups([Group("a.b", "x"), Group("A_B", "y"), Group("c", "z")]);
        var error = Assert.Single(groups.Resolve("c").Errors);
        Assert.Equal(DependencyGroupErrorKind.DuplicateName, error.Kind);
    }

    [Fact]
    public void Groups_that_double_at_each_include_end_in_an_error()
    {
        var doubling = Enumerable.Range(0, 60).Select(i => Group("g" + i, $">g{i + 1}", $">g{i + 1}"));
        var many = new DependencyGroups([.. doubling, Group("g60", "x")]);
        Assert.Contains(many.Resolve("g0").Errors, e => e.Kind == DependencyGroupErrorKind.TooLarge);
        var broken = new DependencyGroups([.. doubling, Group("g60", "?")]);
        Assert.Contains(broken.Resolve("g0").Errors, e => e.Kind == DependencyGroupErrorKind.InvalidRequirement);
    }

    [Fact]
    public void A_chain_without_end_is_refused_without_overflowing_the_stack()
    {
        var chain = Enumerable.Range(0, 100_000).Select(i => Group("g" + i, ">g" + (i + 1)));
        var error = Assert.Single(new DependencyGroups([.. chain]).Resolve("g0").Errors);
        Assert.Equal(DependencyGroupErrorKind.TooLarge, error.Kind);
    }

    [Fact]
    public void An_error_knows_its_group_and_place()
    {
        var group = new DependencyGroup("Dev", [new DependencyGroupText("no requirement!", 42)], 7);
        var error = Assert.Single(new DependencyGroups([group]).Resolve("dev").Errors);
        Assert.Equal(("dev", 42), (error.Group, error.Offset));
    }

    private static DependencyGroup Group(string name, params ReadOnlySpan<string> items)
    {
        var written = ImmutableArray.CreateBuilder<DependencyGroupItem>();
        foreach (var item in items)
        {
            written.Add(item[0] == '>' ? new DependencyGroupInclude(item[1..]) : new DependencyGroupText(item));
        }

        return new DependencyGroup(name, written.ToImmutable());
    }
}
