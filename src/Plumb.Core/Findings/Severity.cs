namespace Plumb.Findings;

/// <summary>How bad a finding is. The order is the order of badness.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing fails for it.</summary>
    Info,

    /// <summary>May fail when it is used.</summary>
    Warning,

    /// <summary>Certainly fails when it is used, or a declared requirement is not met.</summary>
    Error,
}
