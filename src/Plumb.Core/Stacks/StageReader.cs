using System.Collections.Immutable;
using Plumb.Metadata.Toml;

namespace Plumb.Stacks;

/// <summary>Reads what a manifest says of packages.</summary>
internal static class StageReader
{
    public static StackStage Stage(StackFields fields, TomlTable table)
    {
        const string Owner = "[[stage]]";
        fields.KnowKeys(table, Owner, "name", "packages", "variants", "imports", "optional", "build-isolation");
        var byVariant = ImmutableArray.CreateBuilder<VariantPackages>();
        if (fields.Fields.Table(table, "variants") is { } variants)
        {
            byVariant.AddRange(
                variants.Entries.Select(e => new VariantPackages(
                    e.Key,
                    fields.Requirements(e.Value, $"variants.{e.Key}")
                ))
            );
        }

        return new StackStage(
            fields.Fields.Text(table, "name", Owner) ?? "",
            table["packages"] is { } packages ? fields.Requirements(packages, "packages") : [],
            byVariant.DrainToImmutable(),
            Imports(fields, table, Owner),
            fields.Fields.Truth(table, "optional", Owner, otherwise: false),
            !fields.Fields.Truth(table, "build-isolation", Owner, otherwise: true),
            fields.Source(table, Owner),
            fields.Place(table.Offset)
        );
    }

    public static StackExclusion Exclusion(StackFields fields, TomlTable table)
    {
        const string Owner = "[[exclusive]]";
        fields.KnowKeys(table, Owner, "packages");
        var packages = fields.Names(table, "packages", Owner);
        if (packages.Length < 2)
        {
            fields.Fields.Fail(table.Offset, "[[exclusive]] wants two packages or more that exclude each other.");
        }

        return new StackExclusion(packages, fields.Source(table, Owner), fields.Place(table.Offset));
    }

    private static ImmutableArray<string> Imports(StackFields fields, TomlTable table, string owner)
    {
        var imports = fields.Fields.Texts(table, "imports", owner);
        foreach (var text in imports)
        {
            if (!text.Text.Split('.').All(IsIdentifier))
            {
                fields.Fields.Fail(
                    text.Offset,
                    $"imports wants names of modules such as \"cv2\", not \"{text.Text}\"."
                );
            }
        }

        return [.. imports.Select(t => t.Text)];
    }

    private static bool IsIdentifier(string part) =>
        part.Length > 0 && !char.IsAsciiDigit(part[0]) && part.All(c => char.IsLetterOrDigit(c) || c == '_');
}
