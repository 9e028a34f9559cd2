using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>The one Python on one platform that is solved for.</summary>
public sealed record ResolutionTarget
{
    /// <summary>The values of markers.</summary>
    public required MarkerEnvironment Markers { get; init; }

    /// <summary>The wheel tags that it accepts.</summary>
    public required SupportedTags Tags { get; init; }

    /// <summary>Its full version, which Requires-Python is held against.</summary>
    public required PythonVersion Python { get; init; }

    /// <summary>
    /// A CPython that need not exist here. The kernel's release and version are "", as uv has them for a platform that it was told; a
    /// version of two numbers is the first of its line.
    /// </summary>
    public static ResolutionTarget For(TargetPlatform platform, PythonVersion python)
    {
        var full = FormattableString.Invariant($"{python.Major}.{python.Minor}.{python.Micro}");
        return new ResolutionTarget
        {
            Markers = MarkerEnvironment.For(platform, full) with { PlatformRelease = "", PlatformVersion = "" },
            Tags = SupportedTags.For(platform, python.Major, python.Minor, InterpreterAbi.CPython),
            Python = PythonVersion.Parse(full),
        };
    }
}
