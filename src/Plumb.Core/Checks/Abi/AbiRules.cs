using Plumb.Findings;

namespace Plumb.Checks.Abi;

/// <summary>PLB22: native modules whose files are for another processor, interpreter or system, whatever their names say.</summary>
public static class AbiRules
{
    /// <summary>Another processor or system.</summary>
    public static readonly Rule WrongProcessor = new(
        "PLB2201",
        "wrong-processor",
        Severity.Error,
        "A native module holds no code for the processor or system of this Python."
    );

    /// <summary>Another build of Python.</summary>
    public static readonly Rule WrongInterpreter = new(
        "PLB2202",
        "wrong-interpreter-abi",
        Severity.Error,
        "A native module asks for another build of Python than this one."
    );

    /// <summary>A newer macOS.</summary>
    public static readonly Rule NewerMacOs = new(
        "PLB2203",
        "newer-macos",
        Severity.Warning,
        "A native module was built for a newer macOS than this one."
    );

    /// <summary>Another name.</summary>
    public static readonly Rule WrongInit = new(
        "PLB2204",
        "wrong-init-function",
        Severity.Warning,
        "A native module defines the function of a module of another name than its file has."
    );
}
