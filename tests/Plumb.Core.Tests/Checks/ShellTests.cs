using System.Diagnostics;
using Plumb.Checks;
using Xunit;

namespace Plumb.Core.Tests.Checks;

public sealed class ShellTests
{
    [Theory]
    [InlineData("numpy==1.26.4", "numpy==1.26.4")]
    [InlineData("torch==2.1.2+cu118", "torch==2.1.2+cu118")]
    [InlineData("numpy<2", "\"numpy<2\"")]
    [InlineData("/opt/my app/venv", "\"/opt/my app/venv\"")]
    [InlineData("/opt/it's", "'/opt/it'\\''s'")]
    [InlineData("/opt/$HOME/`id`", "'/opt/$HOME/`id`'")]
    [InlineData("/opt/say \"a\"", "\"/opt/say \\\"a\\\"\"")]
    [InlineData("/opt/a;rm -r b", "\"/opt/a;rm -r b\"")]
    [InlineData("", "\"\"")]
    public void A_POSIX_shell_takes_one_word(string word, string quoted) =>
        Assert.Equal(quoted, new Shell(IsPowerShell: false).Quote(word));

    [Theory]
    [InlineData("C:\\venv\\Scripts\\python.exe", "C:\\venv\\Scripts\\python.exe")]
    [InlineData("numpy==1.26.4", "numpy==1.26.4")]
    [InlineData("C:/data/a,b/x.pth", "'C:/data/a,b/x.pth'")]
    [InlineData("numpy<2", "'numpy<2'")]
    [InlineData("numpy>=1.2,<2", "'numpy>=1.2,<2'")]
    [InlineData("torch==2.1.2+cu118", "'torch==2.1.2+cu118'")]
    [InlineData("C:/it's", "'C:/it''s'")]
    [InlineData("C:/it\u2019s", "'C:/it\u2019\u2019s'")]
    [InlineData("C:/$env:x", "'C:/$env:x'")]
    [InlineData("@x", "'@x'")]
    [InlineData("50%", "'50%'")]
    public void PowerShell_takes_one_word(string word, string quoted) =>
        Assert.Equal(quoted, new Shell(IsPowerShell: true).Quote(word));

    [Fact]
    public void Every_word_reaches_a_program_as_it_was()
    {
        string[] words =
        [
            "it's",
            "$HOME",
            "`id`",
            "$(id)",
            "a\\b",
            "a\nb",
            "a  b",
            "*",
            "~",
            "!x",
            "a;b|c&d>e<f",
            "\"",
            "'\"$`\\",
            "#x",
            "{a,b}",
            "a,b",
            "",
            "\u00e9\u4e2d",
        ];
        var quoted = string.Join(' ', words.Select(new Shell(IsPowerShell: false).Quote));
        var start = new ProcessStartInfo("sh", ["-c", $"printf '%s\\0' {quoted}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;

        Assert.Equal(string.Concat(words.Select(w => w + "\0")), process.StandardOutput.ReadToEnd());
    }
}
