using System.Collections.Immutable;
using Plumb.Metadata.Toml;

namespace Plumb.Stacks;

/// <summary>Reads what a manifest says of running the application, and of what goes wrong.</summary>
internal static class RunReader
{
    private static readonly ImmutableArray<string> _devices = ["gpu", "cpu"];

    public static StackVariable Variable(StackFields fields, TomlTable table)
    {
        const string Owner = "[[variable]]";
        fields.KnowKeys(table, Owner, "name", "value", "variants");
        return new StackVariable(
            VariableName(fields, table),
            Value(fields, table),
            fields.Texts(table, "variants", Owner, single: true),
            fields.Source(table, Owner)
        );
    }

    private static string VariableName(StackFields fields, TomlTable table)
    {
        var name = fields.Fields.Text(table, "name", "[[variable]]") ?? "";
        if (name.Contains('=', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal))
        {
            fields.Fields.Fail(
                table["name"]!.Offset,
                $"name of [[variable]] wants a name such as \"OMP_NUM_THREADS\", not \"{name}\"."
            );
        }

        return name;
    }

    private static string Value(StackFields fields, TomlTable table)
    {
        if (table["value"] is { } value and not TomlString)
        {
            fields.Fields.Fail(
                value.Offset,
                $"value of [[variable]] wants a text such as \"4\", not {TomlFields.A(value)}."
            );
        }

        return table.Text("value") ?? "";
    }

    public static StackLauncher Launcher(StackFields fields, TomlTable table)
    {
        const string Owner = "[[launcher]]";
        fields.KnowKeys(table, Owner, "name", "command", "systems");
        var command = fields.Texts(table, "command", Owner);
        if (command.IsEmpty)
        {
            fields.Fields.Fail(table.Offset, "[[launcher]] wants command = [\"python\", \"run.py\"].");
        }

        return new StackLauncher(
            fields.Fields.Text(table, "name", Owner) ?? "",
            command,
            fields.Systems(table, "systems", Owner),
            fields.Source(table, Owner)
        );
    }

    public static PipelineStep Step(StackFields fields, TomlTable table)
    {
        const string Owner = "[[step]]";
        fields.KnowKeys(table, Owner, "name", "models", "device", "peak", "keeps");
        return new PipelineStep(
            fields.Fields.Text(table, "name", Owner) ?? "",
            fields.Texts(table, "models", Owner),
            table.TryGet("device", out var device) ? fields.Fields.Word(device, _devices) ?? "gpu" : "gpu",
            fields.Size(table, "peak", Owner),
            fields.Fields.Truth(table, "keeps", Owner, otherwise: true),
            fields.Source(table, Owner)
        );
    }

    public static KnownFailure Failure(StackFields fields, TomlTable table)
    {
        const string Owner = "[[failure]]";
        fields.KnowKeys(table, Owner, "signature", "symptom");
        return new KnownFailure(
            fields.Fields.Text(table, "signature", Owner) ?? "",
            fields.Fields.TextOr(table, "symptom", Owner),
            fields.Source(table, Owner),
            fields.Place(table.Offset)
        );
    }

    public static StackCorrection Correction(StackFields fields, TomlTable table)
    {
        const string Owner = "[[correction]]";
        fields.KnowKeys(table, Owner, "says", "correct");
        return new StackCorrection(
            fields.Fields.Text(table, "says", Owner) ?? "",
            fields.Fields.Text(table, "correct", Owner) ?? "",
            fields.Source(table, Owner)
        );
    }
}
