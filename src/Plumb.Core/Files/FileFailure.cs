namespace Plumb.Files;

/// <summary>Why a file or folder could not be read.</summary>
public enum FileFailure
{
    /// <summary>It was read.</summary>
    None,

    /// <summary>Nothing is there, or a link to it dangles.</summary>
    NotFound,

    /// <summary>The account that runs Plumb may not read it.</summary>
    PermissionDenied,

    /// <summary>It is a folder, a device or a pipe.</summary>
    NotAFile,

    /// <summary>It is larger than the caller's limit.</summary>
    TooLarge,

    /// <summary>Its links lead in a circle.</summary>
    LinkLoop,

    /// <summary>It changed while it was read.</summary>
    Changed,

    /// <summary>The device failed.</summary>
    Unreadable,
}
