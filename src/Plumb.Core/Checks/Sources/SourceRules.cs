using Plumb.Findings;

namespace Plumb.Checks.Sources;

/// <summary>PLB25 and PLB26: imports and names that the sources ask for and the environment does not have.</summary>
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

    /// <summary>The module lacks the attribute that runs at import.</summary>
    public static readonly Rule RemovedOnImport = new(
        "PLB2601",
        "removed-attribute",
        Severity.Error,
        "A package uses, while it is imported, what the installed version of another one no longer has."
    );

    /// <summary>The module lacks what a function uses.</summary>
    public static readonly Rule RemovedOnCall = new(
        "PLB2602",
        "removed-attribute-in-function",
        Severity.Warning,
        "A function uses what the installed version of another package no longer has: it fails when it is called."
    );

    /// <summary>The application imports what nobody brings.</summary>
    public static readonly Rule ApplicationImport = new(
        "PLB2504",
        "application-import",
        Severity.Error,
        "The application imports a module that neither it nor any installed distribution brings."
    );

    /// <summary>The application imports what a package lacks.</summary>
    public static readonly Rule ApplicationName = new(
        "PLB2505",
        "application-removed-name",
        Severity.Error,
        "The application imports a module or name that the installed version of a package does not have."
    );

    /// <summary>The application uses what a package lacks.</summary>
    public static readonly Rule ApplicationRemoved = new(
        "PLB2603",
        "application-removed-attribute",
        Severity.Error,
        "The application uses what the installed version of a package, or this Python, no longer has."
    );
}
