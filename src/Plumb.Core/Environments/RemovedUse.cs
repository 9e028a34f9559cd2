using Plumb.Knowledge;

namespace Plumb.Environments;

/// <summary>When the use of a name that is gone fails.</summary>
public enum RemovedUseKind
{
    /// <summary>When its function is called.</summary>
    OnCall,

    /// <summary>Perhaps: it depends on a test whose outcome is not known, or the file is run as a script only.</summary>
    Perhaps,
}

/// <summary>A place where a module that some import reaches uses what the installed version no longer has. Importing it works.</summary>
/// <param name="Api">What is gone.</param>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Kind">When it fails.</param>
public sealed record RemovedUse(RemovedApi Api, string File, int Line, RemovedUseKind Kind);
