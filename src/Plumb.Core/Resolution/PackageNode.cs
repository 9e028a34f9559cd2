using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>
/// What the solver of Python packages decides: a distribution, one of its extras (a package of its own that needs the distribution in the
/// same version), or what is solved for.
/// </summary>
/// <param name="Name">The distribution; empty for what is solved for.</param>
/// <param name="Extra">The extra, normalised; "" for the distribution itself.</param>
public readonly record struct PackageNode(PackageName Name, string Extra)
{
    /// <summary>What is solved for: it needs the requirements.</summary>
    public static PackageNode Root { get; } = new(default, "");

    /// <summary>True for what is solved for.</summary>
    public bool IsRoot => Name.IsEmpty;

    /// <summary>"name", "name[extra]".</summary>
    public override string ToString() =>
        IsRoot ? "the requirements"
        : Extra.Length == 0 ? Name.Normalized
        : $"{Name}[{Extra}]";
}
