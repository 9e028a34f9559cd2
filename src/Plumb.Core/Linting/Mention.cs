using Plumb.Python;

namespace Plumb.Linting;

/// <summary>A distribution that a sentence speaks of.</summary>
/// <param name="Name">The distribution.</param>
/// <param name="Versions">The versions that are meant; null for any.</param>
/// <param name="Exact">The version, where a whole one is named; null otherwise.</param>
/// <param name="Start">Where it begins in the statement.</param>
/// <param name="End">Where it and its versions end.</param>
internal sealed record Mention(PackageName Name, VersionSpecifiers? Versions, PythonVersion? Exact, int Start, int End)
{
    /// <summary>Name and versions for people.</summary>
    public string Said =>
        Versions is null ? Name.ToString()
        : Exact is { } v ? $"{Name} {v}"
        : $"{Name} {Versions}";
}
