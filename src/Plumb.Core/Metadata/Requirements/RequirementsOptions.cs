using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Metadata.Requirements;

/// <summary>An option of a requirements file as it stands there.</summary>
/// <param name="Kind">Which option.</param>
/// <param name="Value">Its value, variables put in; "" for a flag. It may hold credentials, which <c>ToString</c> hides.</param>
/// <param name="Location">The line that it stands on.</param>
/// <param name="IsIgnored">True when pip passes over it without a word, as over <c>--index-url</c> on a requirement's line.</param>
public sealed record RequirementsOption(
    RequirementsOptionKind Kind,
    string Value,
    Location Location,
    bool IsIgnored = false
)
{
    /// <inheritdoc />
    public override string ToString() => $"{Kind} {Redaction.Redact(Value)}".TrimEnd();
}

/// <summary>What the options of a requirements file and of all files that it names amount to, in pip's order.</summary>
public sealed record RequirementsOptions
{
    /// <summary>No options.</summary>
    public static RequirementsOptions None { get; } = new();

    /// <summary>True as long as neither <c>--index-url</c> nor <c>--no-index</c> took the default index away.</summary>
    public bool UsesDefaultIndex { get; init; } = true;

    /// <summary>The indexes beside the default one, in the order in which they are asked. They may hold credentials.</summary>
    public ImmutableArray<string> IndexUrls { get; init; } = [];

    /// <summary>No index is asked.</summary>
    public bool NoIndex { get; init; }

    /// <summary>Folders and pages with archives; folders below the file's own as paths.</summary>
    public ImmutableArray<string> FindLinks { get; init; } = [];

    /// <summary>Packages (normalised, or <c>:all:</c>) whose wheels are not taken.</summary>
    public ImmutableArray<string> NoBinary { get; init; } = [];

    /// <summary>Packages (normalised, or <c>:all:</c>) that are not built.</summary>
    public ImmutableArray<string> OnlyBinary { get; init; } = [];

    /// <summary>An older wheel is taken rather than a newer source distribution.</summary>
    public bool PreferBinary { get; init; }

    /// <summary>Every requirement needs a hash.</summary>
    public bool RequireHashes { get; init; }

    /// <summary>Hashes on some requirements do not ask them of all.</summary>
    public bool NoRequireHashes { get; init; }

    /// <summary>Packages (normalised, or <c>:all:</c>) whose pre-releases may be taken.</summary>
    public ImmutableArray<string> AllReleases { get; init; } = [];

    /// <summary>Packages (normalised, or <c>:all:</c>) whose pre-releases may not be taken.</summary>
    public ImmutableArray<string> OnlyFinal { get; init; } = [];

    /// <summary>Hosts whose certificates are not checked.</summary>
    public ImmutableArray<string> TrustedHosts { get; init; } = [];

    /// <summary>Features of pip switched on.</summary>
    public ImmutableArray<string> Features { get; init; } = [];

    /// <inheritdoc />
    public override string ToString() =>
        $"indexes: {(UsesDefaultIndex ? "the default " : "")}{Redaction.Redact(string.Join(' ', IndexUrls))}; find-links: {Redaction.Redact(string.Join(' ', FindLinks))}";
}
