namespace Plumb.Cli.Rendering;

/// <summary>One line on standard error for who waits longer than half a second; it is gone before the answer comes.</summary>
internal sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(200);
    private const int WidestLine = 79;
    private readonly Lock _lock = new();
    private readonly World _world;
    private readonly Func<string> _text;
    private readonly ITimer _timer;
    private int _shown;
    private bool _isOver;

    /// <summary>Shows nothing yet.</summary>
    /// <param name="world">Whose clock counts and whose standard error is written to.</param>
    /// <param name="text">What is done now; asked again for each turn.</param>
    public ProgressLine(World world, Func<string> text)
    {
        (_world, _text) = (world, text);
        _timer = world.Clock.CreateTimer(_ => Show(), null, _patience, _pace);
    }

    /// <summary>Removes the line.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            _isOver = true;
            Write("");
        }
    }

    private void Show()
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                Write(VisibleText.Of(_text(), _world.Terminal.IsUtf8));
            }
        }
    }

    // Spaces instead of an escape sequence: the old console of Windows knows none. A line that wraps could not be taken back,
    // and where only standard error is a terminal its width is not known.
    private void Write(string text)
    {
        var room = Math.Clamp(_world.Terminal.Width - 1, 1, WidestLine);
        var line = text.Length > room ? text[..room] : text;
        if (line.Length == 0 && _shown == 0)
        {
            return;
        }

        try
        {
            _world.Error.Write('\r' + line.PadRight(_shown) + (line.Length == 0 ? "\r" : ""));
        }
        catch (IOException)
        {
            // Who closes standard error wants no progress.
        }

        _shown = line.Length;
    }
}
