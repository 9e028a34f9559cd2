using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Metadata;

/// <summary>One value of a repeated field and the line it stands on (from 1).</summary>
public readonly record struct MetadataLine(string Text, int Line);

/// <summary>
/// What a distribution says of itself in METADATA or PKG-INFO (core metadata up to 2.5): the fields that decide whether it works here.
/// Texts are as written; nothing is judged.
/// </summary>
public sealed record CoreMetadata
{
    /// <summary>Metadata-Version, "" when absent.</summary>
    public string MetadataVersion { get; init; } = "";

    /// <summary>Name, "" when absent.</summary>
    public string Name { get; init; } = "";

    /// <summary>Version, "" when absent.</summary>
    public string Version { get; init; } = "";

    /// <summary>Requires-Python, null when absent.</summary>
    public MetadataLine? RequiresPython { get; init; }

    /// <summary>Requires-Dist, one text a requirement.</summary>
    public ImmutableArray<MetadataLine> RequiresDist { get; init; } = [];

    /// <summary>Provides-Extra.</summary>
    public ImmutableArray<string> ProvidesExtra { get; init; } = [];

    /// <summary>Import-Name and Import-Namespace (PEP 794, metadata 2.5).</summary>
    public ImmutableArray<string> ImportNames { get; init; } = [];

    /// <summary>Reads the header block; the bytes may end anywhere in the body.</summary>
    /// <returns>False when there is no header at all, or no field that core metadata knows.</returns>
    public static bool TryRead(
        ReadOnlySpan<byte> bytes,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CoreMetadata? metadata,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out FormatError? error
    )
    {
        var requires = ImmutableArray.CreateBuilder<MetadataLine>();
        var extras = ImmutableArray.CreateBuilder<string>();
        var imports = ImmutableArray.CreateBuilder<string>();
        string metadataVersion = "",
            name = "",
            version = "";
        MetadataLine? requiresPython = null;
        var known = 0;
        var headers = new HeaderBlock(bytes);
        while (headers.MoveNext())
        {
            known++;
            if (headers.Is("Requires-Dist"u8))
            {
                requires.Add(new MetadataLine(headers.Value, headers.Line));
            }
            else if (headers.Is("Provides-Extra"u8))
            {
                extras.Add(headers.Value);
            }
            else if (headers.Is("Name"u8))
            {
                name = name.Length == 0 ? headers.Value : name;
            }
            else if (headers.Is("Version"u8))
            {
                version = version.Length == 0 ? headers.Value : version;
            }
            else if (headers.Is("Metadata-Version"u8))
            {
                metadataVersion = headers.Value;
            }
            else if (headers.Is("Requires-Python"u8))
            {
                requiresPython ??= new MetadataLine(headers.Value, headers.Line);
            }
            else if (headers.Is("Import-Name"u8) || headers.Is("Import-Namespace"u8))
            {
                imports.Add(headers.Value);
            }
            else
            {
                known--;
            }
        }

        if (known == 0)
        {
            metadata = null;
            error = new FormatError(
                bytes.IsEmpty ? "the file is empty"
                    : bytes.IndexOfAnyExcept((byte)0) < 0 ? "the file holds only zero bytes"
                    : "the file has no metadata fields",
                0
            );
            return false;
        }

        metadata = new CoreMetadata
        {
            MetadataVersion = metadataVersion,
            Name = name,
            Version = version,
            RequiresPython = requiresPython,
            RequiresDist = requires.DrainToImmutable(),
            ProvidesExtra = extras.DrainToImmutable(),
            ImportNames = imports.DrainToImmutable(),
        };
        error = null;
        return true;
    }
}
