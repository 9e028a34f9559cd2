using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Python;

/// <summary>A requirement (PEP 508): a distribution with extras, and which versions of it or where it comes from, and when it counts.</summary>
public sealed record Requirement
{
    /// <summary>The distribution.</summary>
    public required PackageName Name { get; init; }

    /// <summary>Its name as written.</summary>
    public required string WrittenName { get; init; }

    /// <summary>The extras as written, in ordinal order, none twice.</summary>
    public ImmutableArray<string> WrittenExtras { get; init; } = [];

    /// <summary>The allowed versions; <see cref="VersionSpecifiers.Any"/> when there is a URL.</summary>
    public VersionSpecifiers Specifiers { get; init; } = VersionSpecifiers.Any;

    /// <summary>Where the distribution comes from ("name @ URL"), unchecked; null when it comes from an index.</summary>
    public string? Url { get; init; }

    /// <summary>When the requirement counts; null for always.</summary>
    public Marker? Marker { get; init; }

    /// <summary>The extras normalised (PEP 685), in ordinal order, none twice.</summary>
    public ImmutableArray<string> Extras =>
        WrittenExtras.IsEmpty
            ? []
            :
            [
                .. WrittenExtras
                    .Select(PackageName.Normalize)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];

    /// <summary>Reads a requirement; the error's offset counts UTF-16 units from the text's beginning.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out Requirement? requirement,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        var parser = new RequirementParser(text);
        return parser.TryRead(out requirement, out error);
    }

    /// <summary>Reads a requirement known to be valid, for literals; throws <see cref="FormatException"/> otherwise.</summary>
    public static Requirement Parse(string text) =>
        TryParse(text, out var requirement, out var error)
            ? requirement
            : throw new FormatException($"'{text}': {error}");

    /// <summary>Same distribution, extras, versions, source and condition, however the names are written.</summary>
    public bool Equals(Requirement? other) =>
        other is not null
        && Name == other.Name
        && Extras.AsSpan().SequenceEqual(other.Extras.AsSpan())
        && Specifiers.Equals(other.Specifiers)
        && Url == other.Url
        && Equals(Marker, other.Marker);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Name, Specifiers, Url, Marker);

    /// <summary>The normal form, names as written: "name[a,b]&lt;2,&gt;=1; marker" or "name @ URL ; marker".</summary>
    public override string ToString()
    {
        var extras = WrittenExtras.IsEmpty ? "" : $"[{string.Join(",", WrittenExtras)}]";
        var source = Url is null ? Specifiers.ToString() : $" @ {Url}";
        var condition =
            Marker is null ? ""
            : Url is null ? $"; {Marker}"
            : $" ; {Marker}";
        return WrittenName + extras + source + condition;
    }
}
