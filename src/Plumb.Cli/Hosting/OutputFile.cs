using Plumb.Files;

namespace Plumb.Cli.Hosting;

/// <summary>The writes that Plumb does when it looks: the file that <c>-o</c> names, and documents that it is asked to correct.</summary>
internal static class OutputFile
{
    private const int NoSpaceLeft = 28;
    private const int ReadOnlyFileSystem = 30;

    /// <summary>
    /// Writes beside the file and renames, so that the old content or the new one stands there, never a half.
    /// A device or pipe is written to directly.
    /// </summary>
    /// <param name="path">An absolute path of this machine.</param>
    /// <param name="write">Writes the content.</param>
    /// <returns>Null on success, else why it could not be written, as a sentence.</returns>
    public static string? Write(string path, Action<Stream> write) => Try(path, () => WriteTo(path, write));

    /// <summary>
    /// Gives a document another content in its place, in one call to the system: its owner, permissions and hard links stay. What was
    /// there is written back when there is no room for the new one.
    /// </summary>
    /// <param name="path">An absolute path of this machine.</param>
    /// <param name="before">What stands there.</param>
    /// <param name="content">The whole new content.</param>
    /// <returns>Null on success, else why it could not be written, as a sentence.</returns>
    public static string? Replace(string path, byte[] before, byte[] content) =>
        Try(
            path,
            () =>
            {
                // An administrator may write what its owner marked.
                if (new FileInfo(path).IsReadOnly)
                {
                    return $"{path} cannot be written: it is read-only.";
                }

                using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
                try
                {
                    Put(file, content);
                }
                catch (IOException)
                {
                    Put(file, before);
                    throw;
                }

                return null;
            }
        );

    private static void Put(FileStream file, byte[] content)
    {
        file.Position = 0;
        file.Write(content);
        file.SetLength(content.Length);
    }

    private static string? WriteTo(string path, Action<Stream> write)
    {
        if (Directory.Exists(path))
        {
            return $"{path} is a folder; -o wants a file.";
        }

        if (OpenDescriptor.Of(path) is { } descriptor)
        {
            using var whole = new MemoryStream();
            write(whole);
            OpenDescriptor.Write(descriptor, whole.GetBuffer().AsSpan(0, (int)whole.Length));
            return null;
        }

        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        if (new FileWorld().TryStat(target, out var status) && status.Kind == FileKind.Other)
        {
            WriteInto(target, write);
            return null;
        }

        // /dev/fd/63 leads to "pipe:[4711]", which is no path: what is open has no name of its own.
        if (File.Exists(path) && !File.Exists(target))
        {
            WriteInto(path, write);
            return null;
        }

        WriteBeside(target, write);
        return null;
    }

    private static string? Try(string path, Func<string?> write)
    {
        try
        {
            return write();
        }
        catch (DirectoryNotFoundException)
        {
            return $"{path} cannot be written: its folder does not exist.";
        }
        catch (UnauthorizedAccessException)
        {
            return $"{path} cannot be written: no permission.";
        }
        catch (IOException e)
        {
            return e.HResult switch
            {
                NoSpaceLeft => $"{path} cannot be written: no space is left on the disk.",
                ReadOnlyFileSystem => $"{path} cannot be written: the disk is read-only.",
                _ => FormattableString.Invariant($"{path} cannot be written (system error {e.HResult})."),
            };
        }
    }

    private static void WriteInto(string path, Action<Stream> write)
    {
        using var whole = new MemoryStream();
        write(whole);
        using var device = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        whole.WriteTo(device);
    }

    private static void WriteBeside(string target, Action<Stream> write)
    {
        var folder = Path.GetDirectoryName(target)!;
        var beside = Path.Combine(folder, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        var renamed = false;
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
            }

            File.Move(beside, target, overwrite: true);
            renamed = true;
        }
        finally
        {
            if (!renamed)
            {
                File.Delete(beside);
            }
        }
    }
}
