using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

public sealed class ArithmeticTests
{
    private const string Rule = "arithmetic";

    [Theory]
    [InlineData("4 × 2 GB = 10 GB", ClaimVerdict.False)]
    [InlineData("4 × 2 GB = 8 GB", ClaimVerdict.True)]
    [InlineData("Sequential: 12.5s * 8 = 100s", ClaimVerdict.True)]
    [InlineData("Sequential: 12.5s * 8 = 110s", ClaimVerdict.False)]
    [InlineData("30 * 24 = 720", ClaimVerdict.True)]
    [InlineData("(2 + 3) × 4 = 21", ClaimVerdict.False)]
    [InlineData("Load (30s) + Run (5s) + other: 18s", ClaimVerdict.False)]
    public void What_is_calculated_comes_out(string text, ClaimVerdict verdict) =>
        Assert.Equal(verdict, Assert.Single(Lint.Text(text, Rule)).Verdict);

    [Theory]
    [InlineData("512 × 512 = 0.26 MB")]
    [InlineData("2 x RTX 4090 = 48 GB")]
    [InlineData("x = 1 + 2")]
    [InlineData("--shm-size=8g")]
    [InlineData("2 + 2 == 5")]
    [InlineData("Load (30s) + Run (5s) + other: 40s")]
    [InlineData("Load (30s) + other: 18s")]
    [InlineData("((((((((((1))))))))))+1 = 3")]
    public void What_is_no_calculation_is_left_alone(string text) => Assert.Empty(Lint.Wrong(Lint.Text(text, Rule)));

    [Theory]
    [InlineData("```\nA: 2s\nB: 3s\nC: 4s\n----\nTotal: 9s\n```", 0)]
    [InlineData("```\nA: 2s\nB: 3s\nC: 4s\n----\nTotal: 12s\n```", 1)]
    [InlineData("- A: 2 GB\n- B: 3 GB\n- C: 5 GB\n- Total: 11 GB", 1)]
    [InlineData("| A | 2 GB |\n| B | 3 GB |\n| C | 5 GB |\n| Total | 11 GB |", 1)]
    [InlineData("- A: 2 GB\n- B: 3 s\n- C: 5 GB\n- Total: 11 GB", 0)]
    [InlineData("- A: 2 GB\n- Total: 11 GB", 0)]
    [InlineData("- Step: 2 s\n- Epoch: 3 s\n- Save: 1 s\n- Total: 600 s", 0)]
    public void A_total_is_the_sum_of_its_list(string text, int wrong) =>
        Assert.Equal(wrong, Lint.Wrong(Lint.Text(text, Rule)).Count);

    [Theory]
    [InlineData(2000, 0)]
    [InlineData(900, 1)]
    public void What_is_unloaded_gives_back_what_it_took(int after, int wrong) =>
        Assert.Equal(
            wrong,
            Lint.Wrong(
                Lint.Text(
                    $"```\nIdle: 100 MB\nLoad Base: 2,000 MB\nLoad Fancy Upscaler: 5,500 MB\nUnload Upscaler: {after} MB\n```",
                    Rule
                )
            ).Count
        );

    [Fact]
    public void An_item_that_is_wrong_makes_its_total_and_the_quotient_imprecise()
    {
        const string text = """
            ```
            Detect:   2.0s
            Blend:    1.0s
            Restore:  4.0s
            Total:    7.0s
            ```

            ```
            Shared:        2.0s
            Each (×3):     12.0s (Blend + restore ×3)
            Save:          1.0s
            Total:         15.0s
            vs. Sequential: 7.0s × 3 = 21.0s
            Speedup:       1.4× faster
            ```
            """;
        var wrong = Lint.Wrong(Lint.Text(text, Rule));
        Assert.Equal(
            [ClaimVerdict.False, ClaimVerdict.Imprecise, ClaimVerdict.Imprecise],
            wrong.Select(c => c.Verdict)
        );
        Assert.Contains("15", wrong[0].Correct, StringComparison.Ordinal);
        Assert.Contains("18", wrong[1].Correct, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6 pictures in ~20s", 1)]
    [InlineData("6 pictures in ~40s", 0)]
    [InlineData("5 pictures in ~20s", 0)]
    public void One_job_takes_one_time(string text, int wrong) =>
        Assert.Equal(
            wrong,
            Lint.Wrong(Lint.Text($"{text}\n\n### Batch (6 Pictures)\n\n```\nTotal: 41.0s\n```", Rule)).Count
        );
}
