using System.Diagnostics.CodeAnalysis;
using Plumb.Python;

namespace Plumb.Metadata.Requirements;

/// <summary>What the file name of a wheel says it holds (binary distribution format, "File name convention").</summary>
internal static class WheelNames
{
    /// <summary>"name==version" in normal form.</summary>
    public static bool TryReadRequirement(
        string fileName,
        [NotNullWhen(true)] out string? requirement,
        [NotNullWhen(false)] out string? error
    )
    {
        requirement = null;
        var parts = fileName[..^4].Split('-');
        if (parts.Length is not (5 or 6))
        {
            error = $"{fileName} has not the five or six parts of a wheel's name";
        }
        else if (!IsName(parts[0]))
        {
            error = $"{fileName} begins with no project name";
        }
        else if (!PythonVersion.TryParse(parts[1], out var version))
        {
            error = $"{parts[1]} in {fileName} is no version";
        }
        else if (parts.Length == 6 && (parts[2].Length == 0 || !char.IsAsciiDigit(parts[2][0])))
        {
            error = $"the build number of {fileName} does not begin with a digit";
        }
        else if (parts[^3..].Any(tags => tags.Split('.').Any(tag => tag.Length == 0)))
        {
            error = $"{fileName} lacks a tag";
        }
        else
        {
            error = null;
            requirement = $"{PackageName.Normalize(parts[0])}=={version}";
            return true;
        }

        return false;
    }

    private static bool IsName(string text) =>
        text.Length > 0
        && !text.Contains("__", StringComparison.Ordinal)
        && text.All(c => PythonText.IsWord(c) || c == '.');
}
