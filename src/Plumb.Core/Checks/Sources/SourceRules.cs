using Plumb.Findings;

namespace Plumb.Checks.Sources;

/// <summary>PLB25: imports and names that the sources ask for and the environment does not have.</summary>
public static class SourceRules
{
    /// <summary>Nobody brings the module.</summary>
    public static readonly Rule NoModule = new(
        "PLB2501",
        "undeclared-import",
        Severity.Error,
        "A package imports a module that no installed distribution brings."
    );

    /// <summary>The package lacks the module.</summary>
    public static readonly Rule NoSubmodule = new(
        "PLB2502",
        "removed-module",
        Severity.Error,
        "A package imports a module that the installed version of another one does not have."
    );

    /// <summary>The module lacks the name.</summary>
    public static readonly Rule NoName = new(
        "PLB2503",
        "removed-name",
        Severity.Error,
        "A package imports a name that the installed version of another one does not define."
    );
}
