using Plumb.Files;

namespace Plumb.Checks;

/// <summary>Why a file or folder could not be read, as the end of a sentence.</summary>
internal static class FailureText
{
    /// <summary>"permission denied", …</summary>
    public static string Of(FileFailure failure) =>
        failure switch
        {
            FileFailure.NotFound => "nothing is there",
            FileFailure.PermissionDenied => "permission denied",
            FileFailure.NotAFile => "it is no regular file",
            FileFailure.TooLarge => "it is too large",
            FileFailure.LinkLoop => "its links lead in a circle",
            FileFailure.Changed => "it changed while it was read",
            _ => "the device failed",
        };
}
