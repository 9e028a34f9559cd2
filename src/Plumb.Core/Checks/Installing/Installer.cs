namespace Plumb.Checks.Installing;

/// <summary>The program that changes what is installed.</summary>
public enum InstallTool
{
    /// <summary>None can.</summary>
    None,

    /// <summary>The environment's own pip.</summary>
    Pip,

    /// <summary>uv from outside.</summary>
    Uv,

    /// <summary>conda from outside.</summary>
    Conda,
}

/// <summary>Which of an environment's folders an installer writes to.</summary>
public enum InstallScope
{
    /// <summary>Its own site-packages.</summary>
    Environment,

    /// <summary>The user site.</summary>
    User,

    /// <summary>A folder that stands alone, from which no installer uninstalls.</summary>
    Folder,
}

/// <summary>What can change one place of an environment, or why nothing can.</summary>
/// <param name="Tool">The program.</param>
/// <param name="Scope">Where it writes.</param>
/// <param name="Folder">The folder that it is told to write to; "" for the other scopes.</param>
/// <param name="Why">A sentence for users when there is none; "" otherwise.</param>
public readonly record struct Installer(InstallTool Tool, InstallScope Scope, string Folder, string Why)
{
    /// <summary>The environment itself, changed by a tool.</summary>
    public static Installer Of(InstallTool tool) => new(tool, InstallScope.Environment, "", "");

    /// <summary>No tool, and the reason.</summary>
    public static Installer None(string why) => new(InstallTool.None, InstallScope.Environment, "", why);
}
