using System.Text;
using Plumb.Files;

namespace Plumb.Environments;

/// <summary>
/// The build variables of a CPython on Linux or macOS, taken from the text of <c>_sysconfigdata_*.py</c> in its standard library:
/// one dictionary literal, written by <c>pprint</c>, of which a few values are looked up and nothing is evaluated.
/// </summary>
internal sealed class SysconfigVariables
{
    private const int LargestFile = 1 << 20;
    private readonly byte[] _text;

    private SysconfigVariables(string path, byte[] text)
    {
        Path = path;
        _text = text;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Reads a file; null when it cannot be read.</summary>
    public static SysconfigVariables? Read(FileWorld world, string path) =>
        world.Read(path, LargestFile) is { Succeeded: true } result ? new SysconfigVariables(path, result.Bytes) : null;

    /// <summary>A value without its quotes; null when the key is not there. Only plain values of one line are told.</summary>
    public string? Get(string name)
    {
        var key = Encoding.ASCII.GetBytes($"'{name}': ");
        var at = _text.AsSpan().IndexOf(key);
        if (at < 0 || (at > 0 && _text[at - 1] is not ((byte)' ' or (byte)'{' or (byte)'\n')))
        {
            return null;
        }

        var rest = _text.AsSpan(at + key.Length);
        if (rest.IsEmpty)
        {
            return null;
        }

        var quote = rest[0];
        if (quote is (byte)'\'' or (byte)'"')
        {
            var end = rest[1..].IndexOf(quote);
            return end < 0 ? null : Encoding.UTF8.GetString(rest.Slice(1, end));
        }

        var stop = rest.IndexOfAny(",}\n"u8);
        return stop < 0 ? null : Encoding.UTF8.GetString(rest[..stop]).Trim();
    }
}
