using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Cli.Tests;

/// <summary>The composite action: it must not say by itself what the checkout's plumb.toml says.</summary>
public sealed class ActionTests
{
    private static readonly string _action = File.ReadAllText(Path.Combine(CorpusFile.RepositoryRoot, "action.yml"));

    [Fact]
    public void Its_own_variables_are_none_that_configure_Plumb() =>
        Assert.DoesNotContain("PLUMB_", _action, StringComparison.Ordinal);

    [Fact]
    public void Without_an_input_the_threshold_is_left_to_configuration()
    {
        Assert.Contains("fail_on=(${FAIL_ON:+--fail-on \"$FAIL_ON\"})", _action, StringComparison.Ordinal);
        Assert.Contains("\"${fail_on[@]}\" --format github", _action, StringComparison.Ordinal);
        Assert.DoesNotContain("default: error", _action, StringComparison.Ordinal);
    }
}
