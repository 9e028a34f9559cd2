using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Plumb.Environments;

namespace Plumb.Core.Tests.Corpus;

/// <summary>Puts skeletons on disk.</summary>
public sealed class SkeletonWriter
{
    private const int UsualMode = 0b110_100_100;
    private static readonly byte[] _unknown = [.. "?"u8];
    private readonly string _folder;
    private readonly HashSet<string> _holes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    private SkeletonWriter(string folder) => _folder = folder;

    /// <summary>Writes an environment, its interpreter and its machine's libraries below a new folder.</summary>
    /// <param name="id">The environment's id.</param>
    /// <param name="parent">A folder that exists.</param>
    /// <param name="alone">Leaves the interpreter and the libraries away.</param>
    public static SkeletonTree Write(string id, string parent, bool alone = false)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, id + "-" + Path.GetRandomFileName())).FullName;
        var writer = new SkeletonWriter(folder);
        var header = SkeletonReader.ReadHeader(SkeletonLibrary.PathOf(id));
        if (!alone)
        {
            foreach (var other in new[] { header.Host, header.Base }.OfType<string>())
            {
                writer.WriteSkeleton(other);
            }
        }

        writer.WriteSkeleton(id);
        return new SkeletonTree(header, folder, writer._holes.ToFrozenSet(StringComparer.Ordinal));
    }

    private void WriteSkeleton(string id)
    {
        SkeletonHeader? header = null;
        var pooled = new Dictionary<string, Dictionary<string, List<SkeletonEntry>>>(StringComparer.Ordinal);
        var file = SkeletonLibrary.PathOf(id);
        foreach (var line in SkeletonReader.Lines(file))
        {
            if (header is null)
            {
                header = SkeletonHeader.Parse(line);
                WriteLinks(header);
                continue;
            }

            var entry = SkeletonReader.ParseEntry(line);
            if (entry.Reference is not { } reference)
            {
                WriteEntry(header, entry, entry.Content);
                continue;
            }

            if (!pooled.TryGetValue(reference.Group, out var group))
            {
                pooled[reference.Group] = group = new Dictionary<string, List<SkeletonEntry>>(StringComparer.Ordinal);
            }

            if (!group.TryGetValue(reference.Key, out var entries))
            {
                group[reference.Key] = entries = [];
            }

            entries.Add(entry);
        }

        foreach (var (name, entries) in pooled)
        {
            WritePooled(header!, name, entries);
        }
    }

    // One pass over each pool, so that none of them is ever held in memory.
    private void WritePooled(SkeletonHeader header, string group, Dictionary<string, List<SkeletonEntry>> wanted)
    {
        foreach (var folder in SkeletonLibrary.Folders)
        {
            var file = Path.Combine(folder, "pool", group + ".jsonl.gz");
            if (wanted.Count == 0 || !File.Exists(file))
            {
                continue;
            }

            foreach (var line in SkeletonReader.Lines(file))
            {
                var tab = line.Span.IndexOf((byte)'\t');
                if (!wanted.Remove(System.Text.Encoding.UTF8.GetString(line.Span[..tab]), out var entries))
                {
                    continue;
                }

                using var document = JsonDocument.Parse(line[(tab + 1)..]);
                var content = SkeletonReader.ParseContent(document.RootElement);
                entries.ForEach(entry => WriteEntry(header, entry, content));
                if (wanted.Count == 0)
                {
                    break;
                }
            }
        }

        // The repository carries fewer contents than `shared`: what is left away becomes a hole.
        foreach (var entry in wanted.Values.SelectMany(entries => entries))
        {
            WriteEntry(header, entry, SkeletonContent.Hole);
        }
    }

    private void WriteLinks(SkeletonHeader header)
    {
        foreach (var (path, target) in header.Links)
        {
            WriteLink(_folder + path, target);
        }
    }

    private void WriteEntry(SkeletonHeader header, SkeletonEntry entry, SkeletonContent content)
    {
        var path = header.RootOf(entry.Root) + "/" + entry.Path;
        var host = _folder + path;
        if (entry.Link is { } target)
        {
            WriteLink(host, target);
        }
        else if (entry.IsFolder)
        {
            MakeFolder(host);
        }
        else if (!WriteFile(host, entry, content) || entry.IsChanged)
        {
            _holes.Add(path);
        }
        else
        {
            _holes.Remove(path);
        }
    }

    private bool WriteFile(string host, SkeletonEntry entry, SkeletonContent content)
    {
        MakeFolder(Path.GetDirectoryName(host)!);
        using var handle = File.OpenHandle(host, FileMode.Create, FileAccess.Write);
        var complete = WriteContent(handle, entry, content);
        if (entry.Mode is { } mode && mode != UsualMode && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(handle, (UnixFileMode)mode);
        }

        return complete;
    }

    private static bool WriteContent(SafeFileHandle handle, SkeletonEntry entry, SkeletonContent content)
    {
        if (content.Whole is { } whole)
        {
            RandomAccess.Write(handle, whole, 0);
            return whole.Length == entry.Size;
        }

        var isSource =
            entry.Path.EndsWith(".py", StringComparison.Ordinal)
            || entry.Path.EndsWith(".pyi", StringComparison.Ordinal);
        if (isSource && content.Head is null && content.Ranges.IsEmpty)
        {
            RandomAccess.Write(handle, CommentLines(entry.Size), 0);
            return entry.Size == 0;
        }

        RandomAccess.SetLength(handle, entry.Size);
        long covered = 0;
        if (content.Head is { } head)
        {
            RandomAccess.Write(handle, head, 0);
            covered += head.Length;
        }

        foreach (var (offset, bytes) in content.Ranges)
        {
            RandomAccess.Write(handle, bytes, offset);
            covered += bytes.Length;
        }

        if (content.Head is null && content.Ranges.All(r => r.Key > 0) && IsLibrary(entry))
        {
            // The beginning is not known: zeros would say that the file was never written.
            RandomAccess.Write(handle, _unknown.AsSpan(0, (int)Math.Min(entry.Size, _unknown.Length)), 0);
        }

        return covered == entry.Size;
    }

    private static bool IsLibrary(SkeletonEntry entry) =>
        NativeFileName.IsLibrary(entry.Path.AsSpan(entry.Path.LastIndexOf('/') + 1));

    /// <summary>Python source of exactly that many bytes that says nothing.</summary>
    private static byte[] CommentLines(long size)
    {
        var bytes = new byte[size];
        Array.Fill(bytes, (byte)'#');
        for (var i = 99; i < bytes.Length; i += 100)
        {
            bytes[i] = (byte)'\n';
        }

        if (bytes.Length == 1)
        {
            bytes[0] = (byte)'\n';
        }
        else if (bytes.Length > 1)
        {
            bytes[^1] = (byte)'\n';
        }

        return bytes;
    }

    private void WriteLink(string host, string target)
    {
        MakeFolder(Path.GetDirectoryName(host)!);
        File.Delete(host);
        File.CreateSymbolicLink(host, target);
    }

    private void MakeFolder(string host)
    {
        if (_folders.Add(host))
        {
            Directory.CreateDirectory(host);
        }
    }
}
