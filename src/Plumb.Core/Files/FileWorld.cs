using System.Collections.Immutable;

namespace Plumb.Files;

/// <summary>
/// The files of the inspected world. With a root, every absolute path and every link is resolved inside that folder,
/// so that an unpacked image or another machine's disk is read as if it were this one. Paths are those of <see cref="WorldPath"/>.
/// Nothing is ever written through it. Nothing here throws for what lies on the disk. Safe for use by several threads.
/// </summary>
public sealed class FileWorld
{
    private readonly PathResolver _resolver;
    private long _seen;

    /// <summary>The machine's own files, or with <paramref name="root"/> (a path of this machine) those below it.</summary>
    public FileWorld(string? root = null)
    {
        Root = root is null ? null : WorldPath.Normalize(Path.GetFullPath(root));
        if (Root == "/")
        {
            Root = null;
        }

        _resolver = new PathResolver(Root);
    }

    /// <summary>The folder of this machine that stands for the world's root; null for the machine itself.</summary>
    public string? Root { get; }

    /// <summary>How many names of folders were listed and files opened until now, for who waits.</summary>
    public long Seen => Interlocked.Read(ref _seen);

    /// <summary>The path on this machine; null when links loop on the way.</summary>
    public string? ToHost(string path) => ToHost(path, followLast: true);

    /// <summary>The path with every link followed, in the world's terms; null when they loop. What is not there keeps its name.</summary>
    public string? RealPath(string path) => _resolver.Resolve(Localize(path), followLast: true);

    /// <summary>What a path names, links followed.</summary>
    public bool TryStat(string path, out FileStatus status) =>
        Stat(ToHost(path, followLast: true), follow: true, out status) == FileFailure.None;

    /// <summary>What a path names, its last link not followed.</summary>
    public bool TryLinkStat(string path, out FileStatus status) =>
        Stat(ToHost(path, followLast: false), follow: false, out status) == FileFailure.None;

    /// <summary>Why a path cannot be looked at, links followed; <see cref="FileFailure.None"/> when it can.</summary>
    public FileFailure TroubleAt(string path) => Stat(ToHost(path, followLast: true), follow: true, out _);

    /// <summary>True when a regular file is there, links followed.</summary>
    public bool IsFile(string path) => TryStat(path, out var status) && status.Kind == FileKind.File;

    /// <summary>True when a folder is there, links followed.</summary>
    public bool IsDirectory(string path) => TryStat(path, out var status) && status.Kind == FileKind.Directory;

    /// <summary>The text of a link as it stands; null when the path is no link.</summary>
    public string? ReadLink(string path) =>
        ToHost(path, followLast: false) is { } host ? PathResolver.LinkTarget(host) : null;

    /// <summary>Device, inode and number of names; false where the system does not tell (only Linux does).</summary>
    public bool TryIdentify(string path, out FileIdentity identity)
    {
        identity = default;
        if (
            !NativeFiles.IsAvailable
            || ToHost(path) is not { } host
            || NativeFiles.Stat(host, true, out var s) != FileFailure.None
        )
        {
            return false;
        }

        identity = new FileIdentity(((ulong)s.DeviceMajor << 32) | s.DeviceMinor, s.Inode, s.Links);
        return true;
    }

    /// <summary>Opens a regular file for reading by position; null with the reason when it cannot be.</summary>
    public FileReader? Open(string path, out FileFailure failure)
    {
        Interlocked.Increment(ref _seen);
        var host = ToHost(path);
        failure = Stat(host, follow: true, out var status);
        if (failure == FileFailure.None && status.Kind != FileKind.File)
        {
            failure = FileFailure.NotAFile;
        }

        return failure == FileFailure.None ? FileOpener.Open(host!, status.Size, out failure) : null;
    }

    /// <summary>The whole file; <see cref="FileFailure.TooLarge"/> beyond <paramref name="limit"/> bytes.</summary>
    public ReadResult Read(string path, int limit)
    {
        using var reader = Open(path, out var failure);
        if (reader is null)
        {
            return new ReadResult(failure, null);
        }

        if (reader.Length > limit)
        {
            return new ReadResult(FileFailure.TooLarge, null);
        }

        var result = ReadFrom(reader, (int)reader.Length);
        return result.Succeeded && (result.Bytes.Length != reader.Length || reader.HasChanged)
            ? new ReadResult(FileFailure.Changed, null)
            : result;
    }

    /// <summary>The same as <see cref="Read"/> in a buffer that goes back with the answer.</summary>
    public RentedFile Rent(string path, int limit)
    {
        using var reader = Open(path, out var failure);
        return RentedFile.Read(reader, failure, limit);
    }

    /// <summary>At most the first <paramref name="most"/> bytes of the file.</summary>
    public ReadResult ReadHead(string path, int most)
    {
        using var reader = Open(path, out var failure);
        return reader is null ? new ReadResult(failure, null) : ReadFrom(reader, (int)Math.Min(most, reader.Length));
    }

    /// <summary>
    /// At most the first <paramref name="most"/> bytes of a file whatever size the system states for it: files of <c>/proc</c> state none,
    /// those of <c>/sys</c> a page.
    /// </summary>
    public ReadResult ReadUnsized(string path, int most)
    {
        using var reader = Open(path, out var failure);
        return reader is null ? new ReadResult(failure, null) : UnsizedFile.Read(reader, most);
    }

    /// <summary>The names in a folder with the sizes of its files, links not followed, in ordinal order.</summary>
    public DirectoryListing List(string path)
    {
        var entries = ImmutableArray.CreateBuilder<DirectoryEntry>();
        var failure = ToHost(path) is { } host
            ? FolderReader.List(host, withSizes: true, entries)
            : FileFailure.LinkLoop;
        Interlocked.Add(ref _seen, entries.Count);
        entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new DirectoryListing(path, failure, entries.DrainToImmutable());
    }

    /// <summary>The names in a folder and which of them are folders, links followed: cheaper than <see cref="List"/>, since no size is asked.</summary>
    public IReadOnlyList<(string Name, bool IsFolder)> ListNames(string path)
    {
        var entries = ImmutableArray.CreateBuilder<DirectoryEntry>();
        if (ToHost(path) is { } host)
        {
            FolderReader.List(host, withSizes: false, entries);
        }

        var names = new List<(string, bool)>(entries.Count);
        foreach (var entry in entries)
        {
            var isFolder =
                entry.Kind == FileKind.Directory
                || (entry.Kind == FileKind.Link && IsDirectory(WorldPath.Join(path, entry.Name)));
            names.Add((entry.Name, isFolder));
        }

        return names;
    }

    private string? ToHost(string path, bool followLast) =>
        Root is null ? path
        : _resolver.Resolve(Localize(path), followLast) is { } real ? Root + real
        : null;

    // A disk of Windows is unpacked as its drive's content, or with a folder for each drive.
    private string Localize(string path)
    {
        if (Root is null || !WorldPath.HasDrive(path))
        {
            return path;
        }

        var rest = WorldPath.Normalize("/" + path[2..].Replace('\\', '/'));
        var drive = "/" + char.ToUpperInvariant(path[0]);
        return
            Stat(Root + drive, follow: false, out var status) == FileFailure.None && status.Kind == FileKind.Directory
            ? drive + rest
            : rest;
    }

    private static FileFailure Stat(string? host, bool follow, out FileStatus status)
    {
        status = default;
        if (host is null)
        {
            return FileFailure.LinkLoop;
        }

        if (!NativeFiles.IsAvailable)
        {
            return ManagedStat.Read(host, follow, out status);
        }

        var failure = NativeFiles.Stat(host, follow, out var s);
        status = failure == FileFailure.None ? s.ToStatus() : default;
        return failure;
    }

    private static ReadResult ReadFrom(FileReader reader, int count)
    {
        var bytes = count == 0 ? [] : GC.AllocateUninitializedArray<byte>(count);
        return !reader.TryReadAt(0, bytes, out var read)
            ? new ReadResult(FileFailure.Unreadable, null)
            : new ReadResult(FileFailure.None, read == count ? bytes : bytes[..read]);
    }
}
