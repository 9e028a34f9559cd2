using Plumb.Metadata.Toml;

namespace Plumb.Stacks;

/// <summary>Looks whether names stand once and whether what refers to a name finds it.</summary>
internal static class StackReferences
{
    /// <summary>Keeps the first that does not.</summary>
    public static void Check(StackFields fields, TomlTable tables, Stack stack)
    {
        foreach (var kind in new[] { "variant", "stage", "model", "launcher", "step" })
        {
            Once(fields, tables, kind);
        }

        string[] variants = [.. stack.Variants.Select(v => v.Name)];
        foreach (var stage in tables.Tables("stage"))
        {
            foreach (var entry in stage.Table("variants")?.Entries ?? [])
            {
                Known(fields, entry.Offset, "variant", entry.Key, variants);
            }
        }

        var named = tables.Tables("variable").Concat(tables.Tables("system")).SelectMany(v => v.Items("variants"));
        foreach (var text in named.OfType<TomlString>())
        {
            Known(fields, text.Offset, "variant", text.Text, variants);
        }

        var always = stack.Variants.ToList().FindIndex(v => v.When == MachineCondition.Always);
        if (always >= 0 && always < stack.Variants.Length - 1)
        {
            fields.Fields.Fail(
                tables.Tables("variant").ElementAt(always).Offset,
                $"The variant \"{stack.Variants[always].Name}\" has no conditions and is always taken: put it last, those after it are never reached."
            );
        }

        string[] models = [.. stack.Models.Select(m => m.Name)];
        foreach (var text in tables.Tables("step").SelectMany(s => s.Items("models")).OfType<TomlString>())
        {
            Known(fields, text.Offset, "model", text.Text, models);
        }
    }

    private static void Once(StackFields fields, TomlTable tables, string kind)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in tables.Tables(kind).Select(t => t["name"]).OfType<TomlString>())
        {
            if (!seen.Add(name.Text))
            {
                fields.Fields.Fail(
                    name.Offset,
                    $"A {kind} \"{name.Text}\" stands above already; each name stands once."
                );
            }
        }
    }

    private static void Known(StackFields fields, int offset, string kind, string name, string[] known)
    {
        if (!known.Contains(name, StringComparer.Ordinal))
        {
            var those =
                known.Length == 0 ? $"there is no [[{kind}]]" : $"there are {TomlFields.Prose([.. known], "and")}";
            fields.Fields.Fail(offset, $"No {kind} is named \"{name}\"; {those}.");
        }
    }
}
