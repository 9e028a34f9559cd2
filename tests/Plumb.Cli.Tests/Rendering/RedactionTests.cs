using Plumb.Cli.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class RedactionTests
{
    private static readonly Redaction _redaction = new(["/home/ada"], ["ada"]);

    [Theory]
    [InlineData("/home/ada/app/venv", "~/app/venv")]
    [InlineData("in /home/ada.", "in ~.")]
    [InlineData("/home/adalbert/x", "/home/adalbert/x")]
    [InlineData("/mnt/home/ada/x", "/mnt/home/user/x")]
    [InlineData("/data/ada/models", "/data/user/models")]
    [InlineData(@"C:\Users\ada\x", @"C:\Users\user\x")]
    [InlineData("adapter 1.0 for ada", "adapter 1.0 for ada")]
    [InlineData("https://ada:secret@host/simple", "https://***@host/simple")]
    [InlineData("git+https://token123@host/x.git@v1", "git+https://***@host/x.git@v1")]
    [InlineData("https://host/x@1.0", "https://host/x@1.0")]
    [InlineData("https://host/?token=abc&x=1", "https://host/?token=***&x=1")]
    [InlineData("ghp_0123456789abcdefghijABCDEFGHIJ012345", "ghp_***")]
    [InlineData("HF_TOKEN is hf_abcdefghijklmnopqrstuvwx", "HF_TOKEN is hf_***")]
    [InlineData("hf_transfer==0.1.9 and sk-learn", "hf_transfer==0.1.9 and sk-learn")]
    [InlineData("Authorization: Bearer abcdefghijklmnopqrst", "Authorization: Bearer ***")]
    [InlineData("://", "://")]
    public void What_nobody_wants_to_post_is_taken_out(string text, string expected) =>
        Assert.Equal(expected, _redaction.Clean(text));
}
