namespace Plumb.Files;

/// <summary>Which exceptions of .NET's file calls say something about the world rather than about this program.</summary>
internal static class FileTrouble
{
    /// <summary>The reason; null for an exception that is none of the world's.</summary>
    public static FileFailure? Explain(Exception e) =>
        e switch
        {
            FileNotFoundException or DirectoryNotFoundException or DriveNotFoundException => FileFailure.NotFound,
            UnauthorizedAccessException => FileFailure.PermissionDenied,
            PathTooLongException or ArgumentException or NotSupportedException => FileFailure.NotFound,
            IOException => FileFailure.Unreadable,
            _ => null,
        };
}
