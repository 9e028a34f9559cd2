using System.Buffers;
using System.Collections.Immutable;

namespace Plumb.Diagnosis;

/// <summary>Reads Python's tracebacks out of a log, whatever stands before their lines.</summary>
internal sealed class ExceptionReader
{
    private const int MostFrames = 80;
    private const int MostExceptions = 64;
    private const int MostMessageLines = 12;
    private const int LongestMessage = 4000;
    private const string Heading = "Traceback (most recent call last)";

    /// <summary>Words of which one is in every block of lines with an exception.</summary>
    public static ReadOnlySpan<string> Signs =>
        new[] { "Traceback (most", "Error", "Exception", "During handling of", "The above exception" };

    private static readonly SearchValues<string> _signs = SearchValues.Create(Signs, StringComparison.Ordinal);

    private readonly List<LoggedException> _first = [];
    private readonly Queue<LoggedException> _last = new();
    private readonly List<LogFrame> _frames = [];
    private bool _inTraceback;
    private int _indent;
    private int _start;
    private string _prefix = "";
    private bool _follows;
    private int _quiet;
    private LoggedException? _open;
    private int _messageLines;

    /// <summary>The exceptions, in order; of very many the first and the last.</summary>
    public ImmutableArray<LoggedException> Exceptions
    {
        get
        {
            Close();
            return [.. _first, .. _last];
        }
    }

    /// <summary>The heading of the last traceback whose exception the log does not name; null without one.</summary>
    public LogLine? Unended { get; private set; }

    /// <summary>Reads the lines of a block that were not in the block before.</summary>
    /// <param name="block">The lines.</param>
    /// <param name="hasSign">One of <see cref="Signs"/> is in it.</param>
    public void Read(LogBlock block, bool hasSign = true)
    {
        if (!hasSign && !_inTraceback && _open is null)
        {
            return;
        }

        for (var i = block.Repeated; i < block.Count; i++)
        {
            if (!_inTraceback && _open is null)
            {
                var next = block.Text[block.Start(i)..].IndexOfAny(_signs);
                if (next < 0)
                {
                    return;
                }

                i = Math.Max(i, block.LineAt(block.Start(i) + next));
            }

            ReadLine(LinePrefix.Strip(block[i]), block.Number(i));
        }
    }

    private void ReadLine(ReadOnlySpan<char> line, int number)
    {
        var heading = line.IndexOf(Heading);
        line = heading < 0 ? SamePrefix.Strip(line, _prefix) : line;
        var text = line.TrimStart();
        var indent = line.Length - text.Length;
        if (heading >= 0)
        {
            Close();
            _prefix = SamePrefix.Of(line, heading);
            Unended = new LogLine(number, line.Trim().ToString());
            _inTraceback = true;
            _indent = indent;
            _start = number;
            _quiet = 0;
            _frames.Clear();
            return;
        }

        if (_open is not null && Continues(text, indent, number))
        {
            return;
        }

        if (_inTraceback)
        {
            ReadInside(text, indent, number);
        }
        else if (text.StartsWith("During handling of the above") || text.StartsWith("The above exception was"))
        {
            _follows = true;
        }
        else if (TryReadType(text, isSure: false, out var type, out var message))
        {
            _frames.Clear();
            _start = number;
            Open(type, message, line, number);
        }
    }

    private void ReadInside(ReadOnlySpan<char> text, int indent, int number)
    {
        if (text.IsEmpty || text[0] is '^' or '~' or '╭' or '╰')
        {
            return;
        }

        if (TryReadFrame(text, out var frame))
        {
            if (_frames.Count < MostFrames)
            {
                _frames.Add(frame);
            }
            else
            {
                _frames[^1] = frame;
            }

            _quiet = 0;
        }
        else if (indent <= _indent && TryReadType(text, _frames.Count > 0, out var type, out var message))
        {
            (_inTraceback, Unended) = (false, null);
            Open(type, message, text, number);
        }
        else if (_frames.Count > 0 && _frames[^1].Code.Length == 0 && indent > _indent)
        {
            _frames[^1] = _frames[^1] with { Code = text.ToString() };
        }
        else if (++_quiet > 12)
        {
            _inTraceback = false;
        }
    }

    private void Open(string type, string message, ReadOnlySpan<char> line, int number)
    {
        Close();
        _open = new LoggedException(
            type,
            message,
            new LogLine(number, line.Trim().ToString()),
            [.. _frames],
            _start,
            number,
            _follows
        );
        _follows = false;
        _messageLines = 0;
        _frames.Clear();
    }

    private bool Continues(ReadOnlySpan<char> text, int indent, int number)
    {
        if (
            text.IsEmpty
            || _messageLines >= MostMessageLines
            || _open!.Message.Length > LongestMessage
            || text.StartsWith("During handling of the above")
            || text.StartsWith("The above exception was")
            || TryReadType(text, isSure: false, out _, out _)
        )
        {
            // A message that starts with an empty line goes on behind it.
            if (text.IsEmpty && _open!.Message.Length == 0 && _messageLines == 0)
            {
                _messageLines++;
                return true;
            }

            Close();
            return false;
        }

        _messageLines++;
        _open = _open with { Message = $"{_open.Message}\n{text}", Last = number };
        return true;
    }

    private void Close()
    {
        if (_open is null)
        {
            return;
        }

        if (_first.Count < MostExceptions)
        {
            _first.Add(_open);
        }
        else
        {
            if (_last.Count == MostExceptions)
            {
                _last.Dequeue();
            }

            _last.Enqueue(_open);
        }

        _open = null;
    }

    /// <summary><c>ModuleNotFoundError: No module named 'x'</c>. Inside a traceback the name alone is enough.</summary>
    private static bool TryReadType(ReadOnlySpan<char> text, bool isSure, out string type, out string message)
    {
        (type, message) = ("", "");
        var end = 0;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '.'))
        {
            end++;
        }

        var name = text[..end];
        if (end == 0 || !(char.IsAsciiLetter(name[0]) || (isSure && name[0] == '_')) || name[^1] == '.')
        {
            return false;
        }

        // socket.timeout, zlib.error: the names of old modules are in small letters.
        var isOfModule = name.Contains('.') && !name.Contains("..", StringComparison.Ordinal);
        name = name[(name.LastIndexOf('.') + 1)..];
        var rest = text[end..];
        var isNamed =
            name.EndsWith("Error") || name.EndsWith("Exception") || name.EndsWith("Interrupt") || name.EndsWith("Exit");
        var hasMessage = rest.StartsWith(": ") || rest is ":";
        if (
            !(hasMessage && (isNamed || (isSure && (isOfModule || char.IsAsciiLetterUpper(name[0])))))
            && !(rest.IsEmpty && isSure)
        )
        {
            return false;
        }

        type = name.ToString();
        message = rest.TrimStart(": ").ToString();
        return true;
    }

    /// <summary><c>File "x.py", line 3, in f</c>, and that of boxes: <c>/app/x.py:3 in f</c>.</summary>
    private static bool TryReadFrame(ReadOnlySpan<char> text, out LogFrame frame)
    {
        frame = new LogFrame("", 0, "");
        if (text.StartsWith("File \""))
        {
            var rest = text[6..];
            var end = rest.IndexOf('"');
            if (end < 0)
            {
                return false;
            }

            frame = new LogFrame(rest[..end].ToString(), Number(rest[end..], ", line "), "");
            return true;
        }

        var colon = text.IndexOf(".py:");
        if (colon > 0 && text[..colon].IndexOf(' ') < 0 && text.Contains(" in ", StringComparison.Ordinal))
        {
            frame = new LogFrame(text[..(colon + 3)].ToString(), Number(text[colon..], ".py:"), "");
            return true;
        }

        return false;
    }

    private static int Number(ReadOnlySpan<char> text, string before)
    {
        var at = text.IndexOf(before);
        if (at < 0)
        {
            return 0;
        }

        var value = 0;
        foreach (var c in text[(at + before.Length)..])
        {
            if (!char.IsAsciiDigit(c) || value > 10_000_000)
            {
                break;
            }

            value = (value * 10) + (c - '0');
        }

        return value;
    }
}
