using Plumb.Python;

namespace Plumb.Knowledge;

/// <summary>A release of NumPy and the Pythons that it was published for.</summary>
/// <param name="Version">The release.</param>
/// <param name="From">The oldest Python.</param>
/// <param name="To">The newest Python.</param>
/// <param name="Source">Where anyone can check it.</param>
public sealed record NumpyRelease(
    PythonVersion Version,
    (int Major, int Minor) From,
    (int Major, int Minor) To,
    FactSource Source
)
{
    /// <summary>True when there are wheels for that Python.</summary>
    public bool Serves(int major, int minor) =>
        (major, minor).CompareTo(From) >= 0 && (major, minor).CompareTo(To) <= 0;
}
