using Plumb.Metadata.Conda;
using Plumb.Metadata.Locks;

namespace Plumb.Metadata.Declarations;

/// <summary>What the name of a file tells about the declaration in it.</summary>
internal static class DeclarationNames
{
    private static readonly string[] _developmentWords =
    [
        "dev",
        "develop",
        "development",
        "test",
        "tests",
        "testing",
        "doc",
        "docs",
        "lint",
        "typing",
        "build",
        "ci",
        "bench",
        "benchmark",
        "example",
        "examples",
    ];

    /// <summary>The kind of declaration that a name stands for; null when it stands for none.</summary>
    /// <param name="name">Without its folder.</param>
    public static DeclarationKind? KindOf(string name) =>
        name switch
        {
            "pyproject.toml" => DeclarationKind.PyProject,
            "setup.py" or "setup.cfg" => DeclarationKind.Setuptools,
            "Pipfile" => DeclarationKind.Pipfile,
            _ when LockFileReader.FormatOf(name) is not null => DeclarationKind.Lock,
            _ when CondaEnvironmentFile.IsFileName(name) => DeclarationKind.CondaEnvironment,
            _ when IsRequirements(name) || IsConstraints(name) => DeclarationKind.RequirementsFile,
            _ => null,
        };

    /// <summary>Names such as requirements.txt, requirements-gpu.txt, requirements_versions.txt, dev-requirements.in.</summary>
    public static bool IsRequirements(string name) =>
        HasTextExtension(name) && name.Contains("requirements", StringComparison.OrdinalIgnoreCase);

    /// <summary>Names such as constraints.txt.</summary>
    public static bool IsConstraints(string name) =>
        HasTextExtension(name) && name.StartsWith("constraints", StringComparison.OrdinalIgnoreCase);

    /// <summary>Names that speak of developing, testing or documenting the application rather than of running it.</summary>
    public static bool IsForDevelopment(string name) =>
        name.Split(['-', '_', '.', '/'])
            .Any(word => _developmentWords.Contains(word, StringComparer.OrdinalIgnoreCase));

    /// <summary>How likely a requirements file is the one that the application is installed from: lower is likelier.</summary>
    public static int RequirementsRank(string name) =>
        name.ToLowerInvariant() switch
        {
            "requirements.txt" => 0,
            "requirements.in" => 1,
            "base.txt" or "main.txt" or "prod.txt" or "production.txt" or "common.txt" or "default.txt" => 2,
            var other when IsForDevelopment(other) => 9,
            _ => 5,
        };

    private static bool HasTextExtension(string name) =>
        name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".in", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".pip", StringComparison.OrdinalIgnoreCase);
}
