using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Cli.Tests.Stories;

/// <summary>The script <c>./plumb</c>, with a program that is built already.</summary>
public sealed class LauncherStoryTests
{
    [Theory]
    [InlineData("../repository/plumb")]
    [InlineData("$PWD/../repository/plumb")]
    [InlineData("./link")]
    [InlineData("./link-to-link")]
    [InlineData("PATH=$PWD:$PATH link")]
    [InlineData("PATH=/nowhere ../repository/plumb")]
    public async Task It_works_from_any_folder_and_leaves_arguments_as_they_are(string call)
    {
        using var folder = new StoryFolder();
        var script = Path.Combine(CorpusFile.RepositoryRoot, "plumb");
        var ending = await PlumbProcess.BashAsync(
            folder.Path,
            $$"""
            mkdir -p 'repository/artifacts/plumb' elsewhere
            cp '{{script}}' repository/plumb
            printf '#!/bin/sh\npwd\nprintf "<%%s>" "$@"\nexit 7\n' > repository/artifacts/plumb/plumb
            chmod +x repository/artifacts/plumb/plumb
            cd elsewhere
            ln -s ../repository/plumb link
            ln -s link link-to-link
            {{call}} check 'a b' '' '*'
            """
        );
        Assert.Equal(7, ending.Code);
        Assert.Equal($"{folder.Path}/elsewhere\n<check><a b><><*>", ending.Output);
        Assert.Empty(ending.Error);
    }
}
