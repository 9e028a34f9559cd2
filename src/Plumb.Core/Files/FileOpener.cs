using Microsoft.Win32.SafeHandles;

namespace Plumb.Files;

/// <summary>Opens files of this machine that are known to be regular ones.</summary>
internal static class FileOpener
{
    /// <summary>Null with the reason when it cannot be opened.</summary>
    public static FileReader? Open(string host, long size, out FileFailure failure)
    {
        if (NativeFiles.IsAvailable)
        {
            return NativeFiles.Open(host, out failure) is { } opened ? new FileReader(opened, size) : null;
        }

        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(host, share: FileShare.ReadWrite | FileShare.Delete);
            failure = FileFailure.None;
            return new FileReader(handle, RandomAccess.GetLength(handle));
        }
        catch (Exception e) when (FileTrouble.Explain(e) is { } known)
        {
            handle?.Dispose();
            failure = known;
            return null;
        }
    }
}
