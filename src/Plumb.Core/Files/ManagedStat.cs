namespace Plumb.Files;

/// <summary>A file's kind and size by .NET's own means, for systems other than Linux. Pipes and devices look like files of no bytes.</summary>
internal static class ManagedStat
{
    /// <summary>Reads it; the failure says why not.</summary>
    public static FileFailure Read(string host, bool follow, out FileStatus status)
    {
        status = default;
        try
        {
            FileSystemInfo info = new FileInfo(host);
            if (follow && info.LinkTarget is not null)
            {
                if (info.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true } target)
                {
                    return FileFailure.NotFound;
                }

                info = target;
            }

            var attributes = File.GetAttributes(info.FullName);
            var kind =
                !follow && (attributes & FileAttributes.ReparsePoint) != 0 ? FileKind.Link
                : (attributes & FileAttributes.Directory) != 0 ? FileKind.Directory
                : FileKind.File;
            var mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(info.FullName);
            status = new FileStatus(
                kind,
                kind == FileKind.File ? new FileInfo(info.FullName).Length : 0,
                (mode & (UnixFileMode)0x49) != 0,
                mode.HasFlag(UnixFileMode.OtherWrite),
                mode.HasFlag(UnixFileMode.StickyBit)
            );
            return FileFailure.None;
        }
        catch (Exception e) when (FileTrouble.Explain(e) is { } known)
        {
            return known;
        }
    }
}
