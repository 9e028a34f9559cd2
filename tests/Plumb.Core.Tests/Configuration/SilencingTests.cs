using Plumb.Configuration;
using Plumb.Findings;
using Plumb.Text;
using Xunit;

namespace Plumb.Core.Tests.Configuration;

public sealed class SilencingTests
{
    private static readonly Rule _head = new("PLB1201", "head", Severity.Error, "x");
    private static readonly Rule _tail = new("PLB1301", "tail", Severity.Error, "x");

    private static readonly Finding[] _findings =
    [
        new()
        {
            Rule = _head,
            Severity = Severity.Error,
            Title = "head",
            Subject = new Subject(SubjectKind.File, "a"),
            Cause = "c",
        },
        new()
        {
            Rule = _tail,
            Severity = Severity.Error,
            Title = "tail",
            Subject = new Subject(SubjectKind.File, "b"),
            Cause = "c",
            IsConsequence = true,
        },
    ];

    private static RuleSetting Named(string word) => new(word, null, new Location("f"));

    [Fact]
    public void What_follows_from_a_silenced_finding_is_silenced_with_it()
    {
        var silencing = Silencing.Apply([.. _findings], new CheckSettings { Ignore = [Named("head")] }, []);
        Assert.Empty(silencing.Shown);
        Assert.Equal(["head", "tail"], silencing.Silenced.Select(s => s.Finding.Title));
    }

    [Fact]
    public void What_follows_is_never_told_as_worse_than_its_head()
    {
        var settings = new CheckSettings { Severities = [new SeveritySetting(Named("PLB12"), Severity.Info)] };
        Assert.All(Silencing.Apply([.. _findings], settings, []).Shown, f => Assert.Equal(Severity.Info, f.Severity));
    }

    [Theory]
    [InlineData("PLB1", "PLB1201", 1)]
    [InlineData("PLB1201", "PLB1", 2)]
    [InlineData("PLB1201", "PLB1201", 2)]
    public void The_longer_word_decides(string ignored, string selected, int silenced)
    {
        var settings = new CheckSettings { Ignore = [Named(ignored)] };
        Assert.Equal(silenced, Silencing.Apply([.. _findings], settings, [selected]).Silenced.Length);
    }
}
