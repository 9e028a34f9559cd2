using Plumb.Core.Tests.Resolution.Cases;
using Plumb.Resolution.Explanations;
using Xunit;

namespace Plumb.Core.Tests.Resolution.Explanations;

/// <summary>Real conflicts, told in few words.</summary>
public sealed class ConflictExplainerCorpusTests
{
    private const int LongestSentence = 160;

    public static TheoryData<string> Ids => RecordedRepair.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_core_is_told_in_few_short_sentences_that_name_each_of_its_requirements(string id)
    {
        var found = RecordedRepair.Of(id);
        var explainer = new ConflictExplainer(found.Request, RecordedRepair.Index);
        foreach (var core in found.Cores.Cores)
        {
            var told = explainer.Explain(core, TestContext.Current.CancellationToken);
            Assert.NotNull(told);
            Assert.InRange(told.Short.Length, 1, ConflictExplanation.Few);
            Assert.All(told.Sentences, s => Assert.InRange(s.Length, 1, LongestSentence));
            Assert.All(told.Sentences, s => Assert.EndsWith(".", s, StringComparison.Ordinal));
            var text = string.Join(' ', told.Sentences);
            Assert.All(
                core,
                position =>
                    Assert.Contains(
                        found.Request.Requirements[position].Name.Normalized,
                        text,
                        StringComparison.Ordinal
                    )
            );
        }
    }

    [Theory]
    [InlineData("common-direct", "")]
    [InlineData("common-tf215-numpy2", "")]
    [InlineData("s4-pair", "huggingface-hub tokenizers")]
    [InlineData("s2-clip-wrong-name", "clip")]
    public void What_the_index_leaves_out_is_named_where_it_could_bring_a_solution(string id, string expected)
    {
        var found = RecordedRepair.Of(id);
        var told = new ConflictExplainer(found.Request, RecordedRepair.Index).Explain(
            found.Cores.Cores[0],
            TestContext.Current.CancellationToken
        );
        Assert.Equal(expected, string.Join(' ', told!.LeftOut));
    }
}
