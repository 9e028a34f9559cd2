using Plumb.Diagnosis;
using Xunit;

namespace Plumb.Core.Tests.Diagnosis;

public sealed class LogPatternTests
{
    [Theory]
    [InlineData(
        "cannot import name '{name}' from '{module}'",
        "ImportError: cannot import name 'x' from 'a.b' (/p)",
        "name=x module=a.b"
    )]
    [InlineData("cannot import name '{name}' from '{module}'", "cannot import name ‘x’ from `a`", "name=x module=a")]
    [InlineData(
        "{dist} {version} requires {needed..}, but you have {have..} which is incompatible.",
        "numba 0.59.1 requires numpy<1.27,>=1.22, but you have numpy 2.2.6 which is incompatible.",
        "dist=numba version=0.59.1 needed=numpy<1.27,>=1.22 have=numpy 2.2.6"
    )]
    [InlineData("found version {version}", "too old (found version 11060). Please", "version=11060")]
    [InlineData("({path}/{module}.py)", "(/opt/app/random.py) of 'random'", "path=/opt module=app/random")]
    [InlineData(
        "from '{module}' ({path}/{module}.py)",
        "from 'random' (/opt/app/random.py)",
        "module=random path=/opt/app"
    )]
    [InlineData("size changed* Expected 96", "dtype size changed, may indicate. Expected 96 from", "")]
    [InlineData("libcublas.so.\\*[0-9]", "ValueError: libcublas.so.*[0-9] not found", "")]
    public void Keeps_what_the_names_stand_for(string pattern, string log, string expected)
    {
        Assert.Equal(expected, Match(pattern, log));
    }

    [Theory]
    [InlineData("cannot import name '{name}' from '{module}'", "cannot import module 'x' from 'a'")]
    [InlineData("from '{module}' ({path}/{module}.py)", "from 'random' (/opt/app/other.py)")]
    [InlineData("size changed* Expected 96", "size changed\nshort line\nExpected 96")]
    [InlineData("No module named '{module}'", "No module named 'two words'")]
    public void Does_not_fit_what_only_looks_alike(string pattern, string log)
    {
        Assert.Null(Match(pattern, log));
    }

    [Fact]
    public void Finds_a_message_that_a_terminal_wrapped()
    {
        const string log =
            "ImportError: cannot import name 'cached_download' from 'huggingface_hub' (/home/u/ma\n"
            + "mbaforge/lib/python3.8/site-packages/huggingface_hub/__init__.py)";
        Assert.Equal(
            "file=/home/u/mambaforge/lib/python3.8/site-packages/huggingface_hub/__init__.py",
            Match("from 'huggingface_hub' ({file})", log)
        );
    }

    [Theory]
    [InlineData("{name", "has no }")]
    [InlineData("a {b}{c} d", "some text")]
    [InlineData("abc", "four letters")]
    [InlineData("one {Name} two", "lower-case")]
    public void Says_what_is_wrong_with_a_pattern(string pattern, string expected)
    {
        Assert.False(LogPattern.TryParse(pattern, out _, out var error));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static string? Match(string text, string log)
    {
        Assert.True(LogPattern.TryParse(text, out var pattern, out _));
        var index = new PatternIndex([pattern]);
        var block = new LogBlock();
        foreach (var line in log.Split('\n'))
        {
            block.Add(line);
        }

        var found = index.Start();
        index.Find(block, found);
        return found.Of[0] is { } matches
            ? string.Join(
                ' ',
                pattern.Names.Distinct(StringComparer.Ordinal).Select(n => $"{n}={matches[0].Captures[n]}")
            )
            : null;
    }
}
