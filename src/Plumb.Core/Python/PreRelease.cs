using System.Numerics;

namespace Plumb.Python;

/// <summary>The three kinds of pre-release, in their order (PEP 440, "Pre-releases").</summary>
public enum PreReleaseKind
{
    /// <summary>a, alpha.</summary>
    Alpha = 1,

    /// <summary>b, beta.</summary>
    Beta = 2,

    /// <summary>rc, c, pre, preview.</summary>
    Candidate = 3,
}

/// <summary>The pre-release segment of a version: "rc1".</summary>
public readonly record struct PreRelease(PreReleaseKind Kind, BigInteger Number)
{
    /// <summary>"a", "b" or "rc".</summary>
    public string Letter => LetterOf(Kind);

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"{Letter}{Number}");

    internal static string LetterOf(PreReleaseKind kind) =>
        kind switch
        {
            PreReleaseKind.Alpha => "a",
            PreReleaseKind.Beta => "b",
            _ => "rc",
        };
}
