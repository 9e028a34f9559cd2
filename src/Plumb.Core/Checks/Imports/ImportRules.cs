using Plumb.Findings;

namespace Plumb.Checks.Imports;

/// <summary>PLB15: what an <c>import</c> really finds.</summary>
public static class ImportRules
{
    /// <summary>A file beside the application takes the place of a module.</summary>
    public static readonly Rule ShadowedByApplication = new(
        "PLB1501",
        "shadowed-by-application",
        Severity.Warning,
        "A file or folder of the application has the name of a module that it, or its libraries, import."
    );

    /// <summary>Two things in one folder have one module's name.</summary>
    public static readonly Rule ModuleAndPackage = new(
        "PLB1502",
        "module-and-package",
        Severity.Warning,
        "Two different things of one folder can be imported by the same name, so that one of them never is."
    );

    /// <summary>A folder is imported as an empty namespace package.</summary>
    public static readonly Rule NamespaceGhost = new(
        "PLB1503",
        "namespace-ghost",
        Severity.Warning,
        "What is left of a package is imported without an error as an empty namespace package."
    );

    /// <summary>One version hides another.</summary>
    public static readonly Rule HiddenDistribution = new(
        "PLB1504",
        "hidden-distribution",
        Severity.Warning,
        "A distribution is installed twice in different versions, and the folder searched first is not the environment's own."
    );

    /// <summary>A folder before the standard library has one of its names.</summary>
    public static readonly Rule HiddenStandardLibrary = new(
        "PLB1505",
        "hidden-standard-library",
        Severity.Warning,
        "A folder that is searched before the standard library holds a module of the same name as one of its modules."
    );

    /// <summary>Sources on PYTHONPATH take the place of an installed package.</summary>
    public static readonly Rule ShadowedByPath = new(
        "PLB1506",
        "shadowed-by-path",
        Severity.Warning,
        "A folder of PYTHONPATH holds a module of the same name as one that is installed."
    );
}
