using System.Text;
using System.Text.RegularExpressions;
using Plumb.Cli.Tests.Stories;
using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Cli.Tests;

/// <summary>
/// Runs every example of the README: a block marked <c>console</c> holds commands after <c>$</c> and what they print. With
/// PLUMB_UPDATE_README=1 the blocks are written anew instead.
/// </summary>
public sealed partial class ReadmeTests
{
    private static string Root => CorpusFile.RepositoryRoot;

    [Fact]
    public async Task The_examples_of_the_readme_print_what_it_says()
    {
        var path = Path.Combine(Root, "README.md");
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var blocks = Block().Matches(text);
        Assert.NotEmpty(blocks);
        var renewed = text;
        foreach (Match block in blocks)
        {
            var fresh = $"```console\n{await RunAsync(block.Groups["body"].Value)}```";
            renewed = renewed.Replace(block.Value, fresh, StringComparison.Ordinal);
        }

        if (Environment.GetEnvironmentVariable("PLUMB_UPDATE_README") == "1")
        {
            await File.WriteAllTextAsync(path, renewed, TestContext.Current.CancellationToken);
            return;
        }

        Assert.Equal(WithoutTimes(text), WithoutTimes(renewed));
    }

    [Fact]
    public void Every_file_that_the_readme_names_is_there()
    {
        var text = File.ReadAllText(Path.Combine(Root, "README.md"));
        var links = Link()
            .Matches(text)
            .Select(m => m.Groups["to"].Value)
            .Where(l => !l.Contains("://", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Root, link)), $"{link} is not there"));
    }

    private static async Task<string> RunAsync(string body)
    {
        var answer = new StringBuilder();
        foreach (var line in body.Split('\n').Where(l => l.StartsWith("$ ./plumb", StringComparison.Ordinal)))
        {
            var arguments = line["$ ./plumb".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var run = await PlumbProcess.RunAsync(Root, arguments);
            answer.Append(line).Append('\n').Append(run.Output.TrimEnd()).Append('\n');
        }

        return answer.ToString();
    }

    private static string WithoutTimes(string text) => Seconds().Replace(text, "in N s");

    [GeneratedRegex(@"```console\n(?<body>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\((?<to>[^)#]+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Link();

    [GeneratedRegex(@"in \d+(\.\d+)? s", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Seconds();
}
