using System.Collections.Immutable;
using Plumb.Findings;

namespace Plumb.Checks.Tried;

/// <summary>PLB27: what came of running the environment's own code, which is done only where somebody asked for it.</summary>
public static class TriedRules
{
    /// <summary>An import ended with an exception.</summary>
    public static readonly Rule ImportFails = new(
        "PLB2701",
        "import-fails",
        Severity.Error,
        "A module was imported, and that ended with an exception."
    );

    /// <summary>An import ended the process.</summary>
    public static readonly Rule ImportCrashes = new(
        "PLB2702",
        "import-crashes",
        Severity.Error,
        "A module was imported, and that ended the whole process."
    );

    /// <summary>An import did not end.</summary>
    public static readonly Rule ImportUnfinished = new(
        "PLB2703",
        "import-unfinished",
        Severity.Warning,
        "A module was imported, and that took more time or memory than was allowed."
    );

    /// <summary>A device gave an error.</summary>
    public static readonly Rule DeviceFails = new(
        "PLB2711",
        "device-fails",
        Severity.Error,
        "A library was asked for a product on a device that it says it has, and failed."
    );

    /// <summary>A device gave wrong numbers.</summary>
    public static readonly Rule WrongNumbers = new(
        "PLB2712",
        "device-wrong-numbers",
        Severity.Error,
        "A library was asked for a product on a device, and the numbers are wrong."
    );

    /// <summary>All of them.</summary>
    public static ImmutableArray<Rule> All { get; } =
    [ImportFails, ImportCrashes, ImportUnfinished, DeviceFails, WrongNumbers];
}
