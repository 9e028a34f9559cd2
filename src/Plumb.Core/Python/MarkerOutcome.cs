namespace Plumb.Python;

/// <summary>What a marker says of an environment.</summary>
public enum MarkerOutcome
{
    /// <summary>It does not hold.</summary>
    False,

    /// <summary>It holds.</summary>
    True,

    /// <summary>It depends on a value that is not known, such as the kernel's release of a machine that was not looked at.</summary>
    Unknown,

    /// <summary>It compares what cannot be compared; installers refuse it.</summary>
    UndefinedComparison,

    /// <summary>It names a variable that has no value where it stands, such as extras outside a lock file; installers refuse it.</summary>
    UndefinedVariable,
}
