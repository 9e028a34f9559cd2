using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Enumeration;
using Microsoft.Win32.SafeHandles;

namespace Plumb.Files;

/// <summary>
/// The files of the inspected world. With a root, every absolute path and every link is resolved inside that folder,
/// so that an unpacked image or another machine's disk is read as if it were this one. Paths are those of <see cref="WorldPath"/>.
/// Nothing is ever written through it. Safe for use by several threads.
/// </summary>
public sealed class FileWorld
{
    private const int MostLinks = 40;
    private readonly ConcurrentDictionary<string, string?> _resolvedFolders = new(StringComparer.Ordinal);

    /// <summary>The machine's own files, or with <paramref name="root"/> (a path of this machine) those below it.</summary>
    public FileWorld(string? root = null)
    {
        Root = root is null ? null : WorldPath.Normalize(Path.GetFullPath(root));
        if (Root == "/")
        {
            Root = null;
        }
    }

    /// <summary>The folder of this machine that stands for the world's root; null for the machine itself.</summary>
    public string? Root { get; }

    /// <summary>The path on this machine; null when links dangle or loop on the way to its folder.</summary>
    public string? ToHost(string path) =>
        Root is null ? path
        : Resolve(path, followLast: true) is { } real ? Root + real
        : null;

    /// <summary>The path with every link followed, in the world's terms; null when one dangles in its middle or loops.</summary>
    public string? RealPath(string path) => Resolve(path, followLast: true);

    /// <summary>What a path names, links followed.</summary>
    public bool TryStat(string path, out FileStatus status) => StatHost(ToHost(path), follow: true, out status);

    /// <summary>What a path names, its last link not followed.</summary>
    public bool TryLinkStat(string path, out FileStatus status)
    {
        var host =
            Root is null ? path
            : Resolve(path, followLast: false) is { } real ? Root + real
            : null;
        return StatHost(host, follow: false, out status);
    }

    /// <summary>True when a regular file is there, links followed.</summary>
    public bool IsFile(string path) => TryStat(path, out var status) && status.Kind == FileKind.File;

    /// <summary>True when a folder is there, links followed.</summary>
    public bool IsDirectory(string path) => TryStat(path, out var status) && status.Kind == FileKind.Directory;

    /// <summary>The text of a link as it stands; null when the path is no link.</summary>
    public string? ReadLink(string path)
    {
        var host =
            Root is null ? path
            : Resolve(path, followLast: false) is { } real ? Root + real
            : null;
        return host is null ? null : HostLinkTarget(host);
    }

    /// <summary>Device, inode and number of names; false where the system does not tell (only Linux does).</summary>
    public bool TryIdentify(string path, out FileIdentity identity)
    {
        identity = default;
        if (!NativeStat.IsAvailable || ToHost(path) is not { } host || !NativeStat.TryGet(host, true, out var s, out _))
        {
            return false;
        }

        identity = new FileIdentity(((ulong)s.DeviceMajor << 32) | s.DeviceMinor, s.Inode, s.Links);
        return true;
    }

    /// <summary>Opens a regular file for reading by position; null with the reason when it cannot be.</summary>
    public FileReader? Open(string path, out FileFailure failure)
    {
        if (ToHost(path) is not { } host)
        {
            failure = FileFailure.NotFound;
            return null;
        }

        if (NativeStat.IsAvailable && NativeStat.TryGet(host, true, out var s, out _) && s.Kind != FileKind.File)
        {
            failure = FileFailure.NotAFile;
            return null;
        }

        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(host, share: FileShare.ReadWrite | FileShare.Delete);
            var reader = new FileReader(handle);
            failure = FileFailure.None;
            return reader;
        }
        catch (Exception e) when (Explain(e) is { } known)
        {
            handle?.Dispose();
            failure = known;
            return null;
        }
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

        var result = ReadAt(reader, (int)reader.Length);
        return result.Succeeded && (result.Bytes.Length != reader.Length || reader.HasChanged)
            ? new ReadResult(FileFailure.Changed, null)
            : result;
    }

    /// <summary>At most the first <paramref name="most"/> bytes of the file.</summary>
    public ReadResult ReadHead(string path, int most)
    {
        using var reader = Open(path, out var failure);
        return reader is null ? new ReadResult(failure, null) : ReadAt(reader, (int)Math.Min(most, reader.Length));
    }

    /// <summary>The names in a folder, links not followed, in ordinal order.</summary>
    public DirectoryListing List(string path)
    {
        if (ToHost(path) is not { } host)
        {
            return new DirectoryListing(path, FileFailure.NotFound, []);
        }

        try
        {
            var entries = ImmutableArray.CreateBuilder<DirectoryEntry>();
            entries.AddRange(new FileSystemEnumerable<DirectoryEntry>(host, ToEntry, _everything));
            entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return new DirectoryListing(path, FileFailure.None, entries.DrainToImmutable());
        }
        catch (Exception e) when (Explain(e) is { } known)
        {
            return new DirectoryListing(path, known, []);
        }
    }

    /// <summary>The names in a folder and which of them are folders, links followed: cheaper than <see cref="List"/>, since no size is asked.</summary>
    public IReadOnlyList<(string Name, bool IsFolder)> ListNames(string path)
    {
        if (ToHost(path) is not { } host)
        {
            return [];
        }

        try
        {
            return
            [
                .. new FileSystemEnumerable<(string, bool)>(
                    host,
                    (ref FileSystemEntry e) => (e.FileName.ToString(), e.IsDirectory),
                    _everything
                ),
            ];
        }
        catch (Exception e) when (Explain(e) is not null)
        {
            return [];
        }
    }

    private static readonly EnumerationOptions _everything = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
    };

    private static DirectoryEntry ToEntry(ref FileSystemEntry entry)
    {
        var attributes = entry.Attributes;
        var kind =
            (attributes & FileAttributes.ReparsePoint) != 0 ? FileKind.Link
            : (attributes & FileAttributes.Directory) != 0 ? FileKind.Directory
            : FileKind.File;
        return new DirectoryEntry(entry.FileName.ToString(), kind, kind == FileKind.File ? entry.Length : 0);
    }

    private static ReadResult ReadAt(FileReader reader, int count)
    {
        var bytes = new byte[count];
        try
        {
            var read = reader.ReadAt(0, bytes);
            return new ReadResult(FileFailure.None, read == count ? bytes : bytes[..read]);
        }
        catch (IOException)
        {
            return new ReadResult(FileFailure.Unreadable, null);
        }
    }

    private static bool StatHost(string? host, bool follow, out FileStatus status)
    {
        status = default;
        if (host is null)
        {
            return false;
        }

        if (NativeStat.IsAvailable)
        {
            if (!NativeStat.TryGet(host, follow, out var s, out _))
            {
                return false;
            }

            status = new FileStatus(s.Kind, s.Kind == FileKind.File ? (long)s.Size : 0, (s.Mode & 0x49) != 0);
            return true;
        }

        return StatManaged(host, follow, out status);
    }

    private static bool StatManaged(string host, bool follow, out FileStatus status)
    {
        status = default;
        try
        {
            FileSystemInfo info = new FileInfo(host);
            if (follow && info.LinkTarget is not null)
            {
                if (info.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true } target)
                {
                    return false;
                }

                info = target;
            }

            var attributes = File.GetAttributes(info.FullName);
            var kind =
                !follow && (attributes & FileAttributes.ReparsePoint) != 0 ? FileKind.Link
                : (attributes & FileAttributes.Directory) != 0 ? FileKind.Directory
                : FileKind.File;
            var executable =
                !OperatingSystem.IsWindows() && (File.GetUnixFileMode(info.FullName) & (UnixFileMode)0x49) != 0;
            status = new FileStatus(kind, kind == FileKind.File ? new FileInfo(info.FullName).Length : 0, executable);
            return true;
        }
        catch (Exception e) when (Explain(e) is not null)
        {
            return false;
        }
    }

    private string? Resolve(string path, bool followLast)
    {
        path = WorldPath.Normalize(path);
        if (path.Length <= 1 || (path.Length == 3 && WorldPath.HasDrive(path)))
        {
            return path;
        }

        var links = 0;
        return Resolve(WorldPath.Parent(path), WorldPath.Name(path), followLast, ref links);
    }

    private string? Resolve(string folder, string name, bool followLast, ref int links)
    {
        var realFolder = ResolveFolder(folder, ref links);
        if (realFolder is null)
        {
            return null;
        }

        var here = WorldPath.Join(realFolder, name);
        if (!followLast || HostLinkTarget((Root ?? "") + here) is not { } target)
        {
            return here;
        }

        if (++links > MostLinks)
        {
            return null;
        }

        // A link's ".." is meant from the folder it really lies in, which is what realFolder is.
        var next = WorldPath.Normalize(
            WorldPath.Join(realFolder, target.Replace('\\', OperatingSystem.IsWindows() ? '/' : '\\'))
        );
        return next.Length <= 1 ? next : Resolve(WorldPath.Parent(next), WorldPath.Name(next), true, ref links);
    }

    private string? ResolveFolder(string folder, ref int links)
    {
        if (folder.Length <= 1 || (folder.Length == 3 && WorldPath.HasDrive(folder)))
        {
            return folder;
        }

        if (_resolvedFolders.TryGetValue(folder, out var known))
        {
            return known;
        }

        var parent = WorldPath.Parent(folder);
        if (parent.Length == folder.Length)
        {
            // No absolute path of this world, such as "\\\\server" on a system without such names.
            return null;
        }

        var before = links;
        var real = Resolve(parent, WorldPath.Name(folder), true, ref links);
        if (before == 0)
        {
            _resolvedFolders[folder] = real;
        }

        return real;
    }

    private static string? HostLinkTarget(string host)
    {
        if (NativeStat.IsAvailable && (!NativeStat.TryGet(host, false, out var s, out _) || s.Kind != FileKind.Link))
        {
            return null;
        }

        try
        {
            return new FileInfo(host).LinkTarget;
        }
        catch (Exception e) when (Explain(e) is not null)
        {
            return null;
        }
    }

    private static FileFailure? Explain(Exception e) =>
        e switch
        {
            FileNotFoundException or DirectoryNotFoundException or DriveNotFoundException => FileFailure.NotFound,
            UnauthorizedAccessException => FileFailure.PermissionDenied,
            PathTooLongException or ArgumentException or NotSupportedException => FileFailure.NotFound,
            IOException => FileFailure.Unreadable,
            _ => null,
        };
}
