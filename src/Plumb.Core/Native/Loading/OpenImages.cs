using Plumb.Files;
using Plumb.Formats.Elf;

namespace Plumb.Native.Loading;

/// <summary>ELF files held open while symbols are looked up in them; the one that was asked longest ago is closed first. For one thread.</summary>
public sealed class OpenImages(FileWorld world) : IDisposable
{
    // Well below the 1,024 files that a process may hold by default.
    private const int MostOpen = 256;
    private readonly Dictionary<string, LinkedListNode<(string Path, FileReader? Reader, ElfImage? Image)>> _byPath =
        new(StringComparer.Ordinal);
    private readonly LinkedList<(string Path, FileReader? Reader, ElfImage? Image)> _byUse = new();
    private FileReader? _held;

    /// <summary>The image, which stays open whatever else is opened until the next one is held; null when it cannot be read any more.</summary>
    public ElfImage? Hold(string path)
    {
        _held?.Dispose();
        _held = world.Open(path, out _);
        return _held is not null && ElfImage.TryOpen(_held, out var image, out _) ? image : null;
    }

    /// <summary>The image, until some hundred others were opened after it; null when it cannot be read any more.</summary>
    public ElfImage? Open(string path)
    {
        if (_byPath.TryGetValue(path, out var node))
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Image;
        }

        if (_byUse.Count >= MostOpen && _byUse.Last is { } oldest)
        {
            oldest.Value.Reader?.Dispose();
            _byPath.Remove(oldest.Value.Path);
            _byUse.RemoveLast();
        }

        var reader = world.Open(path, out _);
        var image = reader is not null && ElfImage.TryOpen(reader, out var opened, out _) ? opened : null;
        _byPath[path] = _byUse.AddFirst((path, reader, image));
        return image;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _held?.Dispose();
        foreach (var (_, reader, _) in _byUse)
        {
            reader?.Dispose();
        }

        _byUse.Clear();
        _byPath.Clear();
    }
}
