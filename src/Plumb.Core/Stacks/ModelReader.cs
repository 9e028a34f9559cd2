using System.Collections.Immutable;
using System.Globalization;
using Plumb.Files;
using Plumb.Metadata.Toml;

namespace Plumb.Stacks;

/// <summary>Reads what a manifest says of model files.</summary>
internal static class ModelReader
{
    private const int Sha256Digits = 64;

    public static StackModel Model(StackFields fields, TomlTable table)
    {
        const string Owner = "[[model]]";
        fields.KnowKeys(
            table,
            Owner,
            "name",
            "path",
            "bytes",
            "sha256",
            "urls",
            "licence",
            "optional",
            "preprocessing"
        );
        var path = fields.Fields.Text(table, "path", Owner) ?? "";
        if (
            path.Contains('\0', StringComparison.Ordinal)
            || WorldPath.IsNetworkShare(path)
            || path.Replace('\\', '/').Split('/').Contains("..")
        )
        {
            fields.Fields.Fail(
                table["path"]!.Offset,
                "path of [[model]] wants a path from ~, from the application's folder or from /, without \"..\"."
            );
        }

        return new StackModel(
            fields.Fields.Text(table, "name", Owner) ?? "",
            path,
            fields.Fields.Number(table, "bytes", Owner),
            Sha256(fields, table, Owner),
            Urls(fields, table, Owner),
            fields.Fields.TextOr(table, "licence", Owner),
            fields.Fields.Truth(table, "optional", Owner, otherwise: false),
            fields.Fields.Table(table, "preprocessing") is { } values
                ? [.. values.Entries.Select(e => (e.Key, Value(e.Value)))]
                : [],
            fields.Source(table, Owner),
            fields.Place(table.Offset)
        );
    }

    private static string Sha256(StackFields fields, TomlTable table, string owner)
    {
        var text = fields.Fields.TextOr(table, "sha256", owner);
        if (text.Length > 0 && (text.Length != Sha256Digits || !text.All(char.IsAsciiHexDigit)))
        {
            fields.Fields.Fail(table["sha256"]!.Offset, "sha256 wants 64 hexadecimal digits.");
        }

        return text.ToLowerInvariant();
    }

    private static ImmutableArray<string> Urls(StackFields fields, TomlTable table, string owner)
    {
        var urls = fields.Fields.Texts(table, "urls", owner, single: true);
        foreach (var url in urls)
        {
            MachineReader.RequireUrl(fields, url.Text, url.Offset, "urls");
        }

        return [.. urls.Select(u => u.Text)];
    }

    private static string Value(TomlValue value) =>
        value switch
        {
            TomlString text => text.Text,
            TomlInteger number => number.Number.ToString(CultureInfo.InvariantCulture),
            TomlFloat number => number.Number.ToString(CultureInfo.InvariantCulture),
            TomlBoolean truth => truth.IsTrue ? "true" : "false",
            TomlArray list => string.Join(", ", list.Items.Select(Value)),
            _ => "",
        };
}
