using Plumb.Cli.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class PersonalNamesTests
{
    private static readonly PersonalNames _names = new(["/home/ada"], ["ada"]);

    [Theory]
    [InlineData("/home/ada/app/venv", "~/app/venv")]
    [InlineData("in /home/ada.", "in ~.")]
    [InlineData("/home/adalbert/x", "/home/adalbert/x")]
    [InlineData("/mnt/home/ada/x", "/mnt/home/user/x")]
    [InlineData("/data/ada/models", "/data/user/models")]
    [InlineData(@"C:\Users\ada\x", @"C:\Users\user\x")]
    [InlineData("adapter 1.0 for ada", "adapter 1.0 for ada")]
    [InlineData("https://ada:secret@host/simple", "https://user:****@host/simple")]
    [InlineData("hf_transfer==0.1.9 and sk-learn", "hf_transfer==0.1.9 and sk-learn")]
    public void What_nobody_wants_to_post_is_taken_out(string text, string expected) =>
        Assert.Equal(expected, _names.Clean(text));
}
