using System.Collections.Immutable;
using Plumb.Metadata.Toml;
using Plumb.Python;

namespace Plumb.Metadata.Locks;

/// <summary>The conversions of strings and tables that PEP 751 asks for.</summary>
internal static class PylockValues
{
    public static PythonVersion? Version(TomlString value, out string? trouble)
    {
        var read = PythonVersion.TryParse(value.Text, out var version);
        trouble = read ? null : $"'{value.Text}' is not a version";
        return read ? version : null;
    }

    public static VersionSpecifiers? Specifiers(TomlString value, out string? trouble)
    {
        trouble = VersionSpecifiers.TryParse(value.Text, out var specifiers, out var error) ? null : error.Message;
        return specifiers;
    }

    public static Marker? Marker(TomlString value, out string? trouble)
    {
        trouble = Python.Marker.TryParse(value.Text, out var marker, out var error) ? null : error.Message;
        return marker;
    }

    public static string? NormalizedText(TomlString value, out string? trouble)
    {
        trouble = PackageName.IsNormalizedName(value.Text) ? null : $"The name '{value.Text}' is not normalized";
        return value.Text;
    }

    public static PackageName? Name(TomlString value, out string? trouble) =>
        NormalizedText(value, out trouble) is { } text && trouble is null ? PackageName.Parse(text) : null;

    public static ImmutableSortedDictionary<string, string>? Hashes(TomlTable table, out string? trouble)
    {
        trouble =
            table.Entries.IsEmpty ? "At least one hash must be given"
            : table.Entries.All(entry => entry.Value is TomlString) ? null
            : "A hash is a string";
        return trouble is null
            ? table.Entries.ToImmutableSortedDictionary(
                entry => entry.Key,
                entry => ((TomlString)entry.Value).Text,
                StringComparer.Ordinal
            )
            : null;
    }
}
