using Plumb.Python;

namespace Plumb.Knowledge;

/// <summary>A module, or a name of a module, that a version of its distribution no longer has.</summary>
/// <param name="Package">The distribution; <see cref="Python"/> for the standard library.</param>
/// <param name="Module">The dotted module that had it; "" for a top-level module.</param>
/// <param name="Name">The name.</param>
/// <param name="RemovedIn">The first version without it.</param>
/// <param name="BackIn">The version that has it again, with another meaning perhaps; null when none does.</param>
/// <param name="Replacement">What to use instead, in a few words; "" when there is nothing.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record RemovedApi(
    PackageName Package,
    string Module,
    string Name,
    PythonVersion RemovedIn,
    PythonVersion? BackIn,
    string Replacement,
    FactSource Source
)
{
    /// <summary>The package that stands for the standard library; its versions are those of Python.</summary>
    public static PackageName Python { get; } = PackageName.Parse("python");

    /// <summary>The full dotted name: <c>numpy.float</c>.</summary>
    public string FullName => Module.Length == 0 ? Name : Module + "." + Name;

    /// <summary>The versions that are without it.</summary>
    public VersionRange Without =>
        VersionSpecifiers.Parse(BackIn is { } back ? $">={RemovedIn},<{back}" : $">={RemovedIn}").ToRange();

    /// <summary>True when that version of the distribution is without it.</summary>
    public bool IsGoneFrom(PythonVersion installed) =>
        installed >= RemovedIn && (BackIn is not { } back || installed < back);
}
