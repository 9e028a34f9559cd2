using Plumb.Findings;

namespace Plumb.Checks.Native;

/// <summary>PLB20: native libraries that are missing, too old or out of step.</summary>
public static class NativeRules
{
    /// <summary>The loader does not find a library.</summary>
    public static readonly Rule MissingLibrary = new(
        "PLB2001",
        "missing-library",
        Severity.Error,
        "A native module needs a shared library that the loader does not find."
    );

    /// <summary>A library is too old.</summary>
    public static readonly Rule MissingVersion = new(
        "PLB2002",
        "missing-symbol-version",
        Severity.Error,
        "A native module was built against a newer library than the one that is there."
    );

    /// <summary>Libraries are out of step.</summary>
    public static readonly Rule UndefinedSymbol = new(
        "PLB2003",
        "undefined-symbol",
        Severity.Error,
        "A native module needs a symbol that nothing loaded with it defines."
    );

    /// <summary>It loads only after another package.</summary>
    public static readonly Rule Preloaded = new(
        "PLB2004",
        "loads-only-preloaded",
        Severity.Info,
        "A native module loads only after Python code has loaded its libraries."
    );

    /// <summary>Libraries are looked for where others may put them.</summary>
    public static readonly Rule ExposedSearchPath = new(
        "PLB2005",
        "exposed-search-path",
        Severity.Warning,
        "A native file looks for libraries in a folder that others can write, or that is no part of the environment."
    );

    /// <summary>LD_LIBRARY_PATH wins over a library of the environment.</summary>
    public static readonly Rule ShadowedLibrary = new(
        "PLB2006",
        "shadowed-library",
        Severity.Warning,
        "LD_LIBRARY_PATH puts another file in the place of a library that a package brings."
    );
}
