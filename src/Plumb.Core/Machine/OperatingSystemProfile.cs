using Plumb.Python;

namespace Plumb.Machine;

/// <summary>The operating system.</summary>
/// <param name="Family">Linux, Windows or macOS.</param>
public sealed record OperatingSystemProfile(OperatingSystemFamily Family)
{
    /// <summary>As its maker writes it: <c>Debian GNU/Linux 12 (bookworm)</c>.</summary>
    public string? Name { get; init; }

    /// <summary>The distribution by the identifier of os-release: <c>debian</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Distributions that it is like, by their identifiers (<c>ID_LIKE</c>), separated by spaces.</summary>
    public string? IdLike { get; init; }

    /// <summary>Version: <c>12</c>, <c>14.5</c>, <c>10.0.26100</c>.</summary>
    public string? Version { get; init; }

    /// <summary>Release of the kernel that runs: <c>6.1.0-18-amd64</c>.</summary>
    public string? Kernel { get; init; }
}
