using Plumb.Findings;

namespace Plumb.Checks.Requirements;

/// <summary>PLB10: what distributions and the application require.</summary>
public static class RequirementRules
{
    /// <summary>A requirement is not installed.</summary>
    public static readonly Rule Missing = new(
        "PLB1001",
        "missing-requirement",
        Severity.Error,
        "A distribution that an installed one requires is not installed."
    );

    /// <summary>The installed version is not one that the requirer takes.</summary>
    public static readonly Rule WrongVersion = new(
        "PLB1002",
        "wrong-version",
        Severity.Error,
        "A distribution is installed in a version that another one does not take."
    );

    /// <summary>The distribution is not for this Python.</summary>
    public static readonly Rule RequiresPython = new(
        "PLB1003",
        "requires-python",
        Severity.Error,
        "A distribution says that it does not support this version of Python."
    );

    /// <summary>A requirement cannot be read.</summary>
    public static readonly Rule Unreadable = new(
        "PLB1004",
        "unreadable-requirement",
        Severity.Warning,
        "A distribution states a requirement that is not valid, so nobody can tell whether it is met."
    );

    /// <summary>The version cannot be compared.</summary>
    public static readonly Rule UnknownVersion = new(
        "PLB1005",
        "incomparable-version",
        Severity.Warning,
        "A distribution is required in a range of versions, and the installed one's version is not a valid version."
    );

    /// <summary>The application's declaration names something that is not installed.</summary>
    public static readonly Rule DeclaredMissing = new(
        "PLB1011",
        "declared-missing",
        Severity.Error,
        "The application declares a requirement that is not installed."
    );

    /// <summary>The application's declaration wants another version.</summary>
    public static readonly Rule DeclaredWrongVersion = new(
        "PLB1012",
        "declared-wrong-version",
        Severity.Error,
        "The application declares a requirement that is installed in another version."
    );

    /// <summary>The application does not support this Python.</summary>
    public static readonly Rule DeclaredPython = new(
        "PLB1013",
        "declared-python",
        Severity.Error,
        "The application declares that it does not support this version of Python."
    );

    /// <summary>The declaration itself cannot be read.</summary>
    public static readonly Rule DeclarationUnreadable = new(
        "PLB1014",
        "unreadable-declaration",
        Severity.Warning,
        "A file that declares what the application needs cannot be read, wholly or in part."
    );
}
