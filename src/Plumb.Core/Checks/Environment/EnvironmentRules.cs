using Plumb.Findings;

namespace Plumb.Checks.Environment;

/// <summary>PLB17: the environment as a whole and what surrounds it.</summary>
public static class EnvironmentRules
{
    /// <summary>The interpreter is gone.</summary>
    public static readonly Rule BaseInterpreterGone = new(
        "PLB1701",
        "base-interpreter-gone",
        Severity.Error,
        "The interpreter that a virtual environment was made from is gone, so that nothing in it can be started."
    );

    /// <summary>The environment lies elsewhere than where it was made.</summary>
    public static readonly Rule Moved = new(
        "PLB1702",
        "moved-environment",
        Severity.Error,
        "An environment was moved or copied: its scripts still name the folder where it was made."
    );

    /// <summary>Some scripts belong to another Python.</summary>
    public static readonly Rule ForeignScripts = new(
        "PLB1703",
        "foreign-scripts",
        Severity.Warning,
        "Scripts of the environment start an interpreter that is not the environment's own."
    );

    /// <summary>The user site takes part.</summary>
    public static readonly Rule UserSite = new(
        "PLB1704",
        "user-site-leaks",
        Severity.Warning,
        "Packages of the user site are imported in a virtual environment."
    );

    /// <summary>Variables change what Python is.</summary>
    public static readonly Rule Variables = new(
        "PLB1705",
        "poisoned-variables",
        Severity.Warning,
        "An environment variable makes Python take its standard library or its packages from elsewhere."
    );

    /// <summary>The system's package manager owns the folder.</summary>
    public static readonly Rule ExternallyManaged = new(
        "PLB1706",
        "externally-managed",
        Severity.Info,
        "The packages of this Python belong to the operating system, and installers refuse to change them."
    );

    /// <summary>Several installers were at work.</summary>
    public static readonly Rule SeveralInstallers = new(
        "PLB1707",
        "several-installers",
        Severity.Info,
        "Several installers put packages into one environment."
    );

    /// <summary>Something could not be read.</summary>
    public static readonly Rule Unreadable = new(
        "PLB1708",
        "unreadable-folders",
        Severity.Warning,
        "Parts of the environment could not be read, so that nothing is known of them."
    );

    /// <summary>The Python gets no fixes any more.</summary>
    public static readonly Rule EndOfLife = new(
        "PLB1709",
        "end-of-life-python",
        Severity.Info,
        "This minor version of Python gets no fixes any more."
    );

    /// <summary>Packages lie where the Python does not look.</summary>
    public static readonly Rule OtherPackages = new(
        "PLB1710",
        "packages-of-another-python",
        Severity.Error,
        "Packages of the environment lie in a folder that its Python does not look into."
    );

    /// <summary>pyvenv.cfg does not do its work.</summary>
    public static readonly Rule Configuration = new(
        "PLB1711",
        "venv-configuration",
        Severity.Warning,
        "The pyvenv.cfg of a virtual environment is missing, unreadable or at odds with the Python that runs."
    );
}
