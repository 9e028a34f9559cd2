using Plumb.Findings;

namespace Plumb.Checks.Tags;

/// <summary>PLB14: distributions built for another Python or machine.</summary>
public static class TagRules
{
    /// <summary>The wheel is not for this interpreter.</summary>
    public static readonly Rule WrongWheel = new(
        "PLB1401",
        "wrong-platform-wheel",
        Severity.Error,
        "A distribution was installed from a wheel that this interpreter does not take."
    );

    /// <summary>The native modules are not for this interpreter.</summary>
    public static readonly Rule WrongExtensions = new(
        "PLB1402",
        "wrong-python-extensions",
        Severity.Error,
        "Native modules are named for another Python, and this one does not find them."
    );
}
