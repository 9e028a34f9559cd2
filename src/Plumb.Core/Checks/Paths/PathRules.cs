using Plumb.Findings;

namespace Plumb.Checks.Paths;

/// <summary>PLB16: what <c>.pth</c> files and editable installs add to the search path.</summary>
public static class PathRules
{
    /// <summary>The code of an editable install is gone.</summary>
    public static readonly Rule EditableSourceGone = new(
        "PLB1601",
        "editable-source-gone",
        Severity.Error,
        "A distribution is installed in place, and the folder that holds its code is gone."
    );

    /// <summary>Code runs at every start.</summary>
    public static readonly Rule RunsCode = new(
        "PLB1602",
        "pth-runs-code",
        Severity.Warning,
        "A .pth file runs code whenever Python starts."
    );

    /// <summary>A line leads nowhere.</summary>
    public static readonly Rule DeadLine = new(
        "PLB1603",
        "pth-dead-line",
        Severity.Info,
        "A .pth file names a folder that does not exist."
    );

    /// <summary>A .pth file cannot be read.</summary>
    public static readonly Rule UnreadablePth = new(
        "PLB1605",
        "unreadable-pth",
        Severity.Warning,
        "A .pth file cannot be read, so nobody can tell what it puts on the path."
    );

    /// <summary>A module that Python runs at every start.</summary>
    public static readonly Rule StartModule = new(
        "PLB1606",
        "start-module",
        Severity.Warning,
        "A sitecustomize or usercustomize that nobody installed runs whenever Python starts."
    );

    /// <summary>A line of code fails.</summary>
    public static readonly Rule FailingLine = new(
        "PLB1607",
        "pth-import-fails",
        Severity.Warning,
        "A .pth file imports a module that is not there, so that every start of Python complains and skips the rest of the file."
    );
}
