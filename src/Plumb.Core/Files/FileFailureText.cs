namespace Plumb.Files;

/// <summary>Plain words for why a file could not be read.</summary>
public static class FileFailureText
{
    /// <summary>Half a sentence: "permission denied", "it is too large".</summary>
    public static string Of(FileFailure failure) =>
        failure switch
        {
            FileFailure.NotFound => "nothing is there",
            FileFailure.PermissionDenied => "permission denied",
            FileFailure.NotAFile => "it is no regular file",
            FileFailure.TooLarge => "it is too large",
            FileFailure.LinkLoop => "its links lead in a circle",
            FileFailure.Changed => "it changed while it was read",
            _ => "it cannot be read",
        };
}
