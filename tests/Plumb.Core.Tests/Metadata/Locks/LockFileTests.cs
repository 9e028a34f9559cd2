using Plumb.Metadata.Locks;
using Plumb.Metadata.Toml;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Locks;

public sealed class LockFileTests
{
    [Theory]
    [InlineData(LockFormat.Uv, "version = 2", 1)]
    [InlineData(LockFormat.Uv, "version = 1\nrevision = 99", 0)]
    [InlineData(LockFormat.Poetry, "[metadata]\nlock-version = '3.0'", 1)]
    [InlineData(LockFormat.Poetry, "[metadata]\nlock-version = '1.1'", 0)]
    [InlineData(LockFormat.Pipfile, "{\"_meta\": {\"pipfile-spec\": 7}}", 1)]
    [InlineData(LockFormat.Pylock, "lock-version = '1.9'\ncreated-by = 'x'\npackages = []", 1)]
    public void A_format_of_a_later_version_is_noted(LockFormat format, string text, int problems) =>
        LockText.Read(format, text, problems);

    [Theory]
    [InlineData("uv.lock", LockFormat.Uv)]
    [InlineData("poetry.lock", LockFormat.Poetry)]
    [InlineData("Pipfile.lock", LockFormat.Pipfile)]
    [InlineData("pylock.toml", LockFormat.Pylock)]
    [InlineData("pylock.gpu.toml", LockFormat.Pylock)]
    [InlineData("pylock..toml", null)]
    [InlineData("pylock.a.b.toml", null)]
    [InlineData("Cargo.lock", null)]
    public void The_name_tells_the_kind(string name, LockFormat? format) =>
        Assert.Equal(format, LockFileReader.FormatOf(name));

    [Theory]
    [InlineData(LockFormat.Uv, "a=1\na=2")]
    [InlineData(LockFormat.Pylock, "lock-version='1.0'")]
    [InlineData(LockFormat.Pipfile, "[1]")]
    [InlineData(LockFormat.Pipfile, "{\"a\": 1} x")]
    [InlineData(LockFormat.Pipfile, "{\"a\": ")]
    [InlineData(LockFormat.Pipfile, "")]
    public void What_is_no_lock_is_refused(LockFormat format, string text) =>
        Assert.False(LockFileReader.TryRead(format, "lock", text, out _, out _));

    [Fact]
    public void Size_and_depth_are_bounded()
    {
        var small = new TomlOptions { MaxLength = 10 };
        Assert.False(LockFileReader.TryRead(LockFormat.Pipfile, "x", "{}" + new string(' ', 9), out _, out _, small));
        var deep = new string('[', 100_000);
        Assert.False(LockFileReader.TryRead(LockFormat.Pipfile, "x", "{\"a\":" + deep, out _, out _));
    }
}
