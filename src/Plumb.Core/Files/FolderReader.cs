using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Runtime.InteropServices;

namespace Plumb.Files;

/// <summary>Lists one folder of this machine: with Linux's own calls where they are there, else with .NET's.</summary>
internal static partial class FolderReader
{
    private static readonly EnumerationOptions _everything = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
    };

    /// <summary>Fills a list in the folder's own order. Sizes are asked only where they are wanted: that costs a call a file.</summary>
    public static FileFailure List(string hostPath, bool withSizes, ImmutableArray<DirectoryEntry>.Builder entries)
    {
        if (NativeFiles.IsAvailable)
        {
            return ListNative(hostPath, withSizes, entries);
        }

        try
        {
            entries.AddRange(new FileSystemEnumerable<DirectoryEntry>(hostPath, ToEntry, _everything));
            return FileFailure.None;
        }
        catch (Exception e) when (FileTrouble.Explain(e) is { } known)
        {
            return known;
        }
    }

    private static DirectoryEntry ToEntry(ref FileSystemEntry entry)
    {
        var attributes = entry.Attributes;
        var kind =
            (attributes & FileAttributes.ReparsePoint) != 0 ? FileKind.Link
            : (attributes & FileAttributes.Directory) != 0 ? FileKind.Directory
            : FileKind.File;
        return new DirectoryEntry(entry.FileName.ToString(), kind, kind == FileKind.File ? entry.Length : 0);
    }

    private static unsafe FileFailure ListNative(
        string hostPath,
        bool withSizes,
        ImmutableArray<DirectoryEntry>.Builder entries
    )
    {
        using var path = new NativePath(hostPath, stackalloc byte[NativePath.Room]);
        if (!path.IsValid)
        {
            return FileFailure.NotFound;
        }

        nint stream;
        fixed (byte* bytes = path.Bytes)
        {
            stream = OpenFolder(bytes);
        }

        if (stream == 0)
        {
            return NativeFiles.Explain(Marshal.GetLastPInvokeError());
        }

        try
        {
            var descriptor = DescriptorOf(stream);
            for (var entry = ReadNext(stream); entry is not null; entry = ReadNext(stream))
            {
                Add(descriptor, entry, withSizes, entries);
            }

            return NativeFiles.Explain(Marshal.GetLastPInvokeError());
        }
        finally
        {
            _ = CloseFolder(stream);
        }
    }

    // struct dirent of 64-bit glibc and musl: the type at 18, the name from 19 on.
    private static unsafe void Add(
        int folder,
        byte* entry,
        bool withSizes,
        ImmutableArray<DirectoryEntry>.Builder entries
    )
    {
        var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + 19);
        if (name.Length == 0 || name is [(byte)'.'] or [(byte)'.', (byte)'.'])
        {
            return;
        }

        FileKind? kind = entry[18] switch
        {
            8 => FileKind.File,
            4 => FileKind.Directory,
            10 => FileKind.Link,
            0 => null,
            _ => FileKind.Other,
        };
        long size = 0;
        if (kind is null || (withSizes && kind == FileKind.File))
        {
            var told = NativeFiles.StatAt(folder, entry + 19, follow: false, out var status) == FileFailure.None;
            kind = told ? status.Kind : kind ?? FileKind.Other;
            size = told ? status.ToStatus().Size : 0;
        }

        entries.Add(new DirectoryEntry(NativePath.Decode(name), kind.Value, size));
    }

    [LibraryImport("libc", EntryPoint = "opendir", SetLastError = true)]
    private static unsafe partial nint OpenFolder(byte* path);

    [LibraryImport("libc", EntryPoint = "readdir", SetLastError = true)]
    private static unsafe partial byte* ReadNext(nint stream);

    [LibraryImport("libc", EntryPoint = "dirfd")]
    private static partial int DescriptorOf(nint stream);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int CloseFolder(nint stream);
}
