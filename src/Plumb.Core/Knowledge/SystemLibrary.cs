namespace Plumb.Knowledge;

/// <summary>What brings a shared library that is not found.</summary>
/// <param name="Name">Its SONAME or DLL name.</param>
/// <param name="Packages">Package names by the <c>ID</c> of os-release: <c>debian</c>, <c>fedora</c>, <c>alpine</c>, <c>arch</c>.</param>
/// <param name="Wheel">The requirement of a wheel that holds it; null when none does.</param>
/// <param name="Folder">Where that wheel puts it, below site-packages; null where that is not known.</param>
/// <param name="Windows">What brings it on Windows, with the command; null for others.</param>
/// <param name="Driver">Whose graphics driver brings it; null for other libraries.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record SystemLibrary(
    string Name,
    IReadOnlyDictionary<string, string> Packages,
    string? Wheel,
    string? Folder,
    (string Title, string Command)? Windows,
    string? Driver,
    FactSource Source
)
{
    /// <summary>A requirement's name and its specifiers, "" for any version: <c>nvidia-cudnn-cu12&lt;9</c> is <c>nvidia-cudnn-cu12</c> and <c>&lt;9</c>.</summary>
    public static (string Name, string Specifiers) Split(string wheel) =>
        wheel.IndexOfAny(['<', '>', '=', '!', '~']) is > 0 and var at ? (wheel[..at], wheel[at..]) : (wheel, "");

    /// <summary>The package for a distribution, by its own id or one that it is like; null when none is known.</summary>
    public string? PackageFor(string? id, string? idLike) =>
        DistributionFamily.Of(id, idLike).Select(f => Packages.GetValueOrDefault(f)).FirstOrDefault(p => p is not null);
}
