using Plumb.Findings;

namespace Plumb.Checks.Ownership;

/// <summary>PLB13: files and import packages that several distributions claim.</summary>
public static class OwnershipRules
{
    /// <summary>Two distributions installed the same files.</summary>
    public static readonly Rule Overlap = new(
        "PLB1301",
        "overlapping-files",
        Severity.Warning,
        "Distributions of different projects install the same files: the later one overwrote the earlier, and removing either breaks the other."
    );

    /// <summary>Two members of a family.</summary>
    public static readonly Rule ExclusiveFamily = new(
        "PLB1302",
        "exclusive-family",
        Severity.Warning,
        "Distributions that bring the same import package are installed together."
    );

    /// <summary>What a removal took along.</summary>
    public static readonly Rule BrokenByRemoval = new(
        "PLB1303",
        "broken-by-removal",
        Severity.Error,
        "A distribution lost its import package, most likely when another one that brings the same package was uninstalled."
    );
}
