using Plumb.Cli.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class ProgressLineTests
{
    [Fact]
    public void A_line_is_shown_in_place_and_is_gone_at_the_end()
    {
        using var world = new TestWorld();
        var clock = new HandClock();
        var text = "looking at /a\u001b[2J: 12,345 files";
        using (new ProgressLine(world.World with { Clock = clock }, () => text))
        {
            Assert.Empty(world.Error);
            clock.Tick();
            Assert.Equal("\rlooking at /a\\x1B[2J: 12,345 files", world.Error);
            text = "short";
            clock.Tick();
        }

        var last = world.Error.Split('\r');
        Assert.Equal("", last[^1]);
        Assert.Equal("", last[^2].Trim(' '));
        Assert.Equal("short".Length, last[^2].Length);
        var before = world.Error;
        clock.Tick();
        Assert.Equal(before, world.Error);
    }

    [Fact]
    public void Who_does_not_wait_sees_nothing()
    {
        using var world = new TestWorld();
        new ProgressLine(world.World with { Clock = new HandClock() }, () => "x").Dispose();
        Assert.Empty(world.Error);
    }

    [Fact]
    public void A_line_is_never_longer_than_the_terminal()
    {
        using var world = new TestWorld();
        var clock = new HandClock();
        using var line = new ProgressLine(world.World with { Clock = clock }, () => new string('x', 500));
        clock.Tick();
        Assert.Equal("\r".Length + 79, world.Error.Length);
    }

    [Theory]
    [InlineData(true, null, null, true)]
    [InlineData(true, "true", null, false)]
    [InlineData(true, null, "-q", false)]
    [InlineData(false, null, null, false)]
    public void It_is_asked_for_only_where_a_person_waits(bool terminal, string? ci, string? option, bool expected)
    {
        using var world = new TestWorld();
        if (ci is not null)
        {
            world.With(("CI", ci));
        }

        world.World = world.World with { Terminal = Terminal.None with { ErrorIsTerminal = terminal } };
        world.Run(option is null ? ["check"] : ["check", option]);
        Assert.Equal(expected, world.Request!.ShowsProgress);
    }

    private sealed class HandClock : TimeProvider
    {
        private Action? _tick;

        public void Tick() => _tick?.Invoke();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Assert.True(dueTime >= TimeSpan.FromMilliseconds(500));
            _tick = () => callback(state);
            return new HandTimer();
        }

        private sealed class HandTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() { }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
