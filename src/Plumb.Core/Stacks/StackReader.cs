using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Metadata.Toml;

namespace Plumb.Stacks;

/// <summary>Reads a manifest. The first mistake ends it, with its place and what is allowed. The format is described in <c>docs/stack.md</c>.</summary>
public static class StackReader
{
    private static readonly ImmutableArray<string> _ours =
    [
        "stack",
        "requires",
        "variant",
        "stage",
        "exclusive",
        "system",
        "model",
        "variable",
        "launcher",
        "step",
        "failure",
        "correction",
    ];

    // What else the same file may hold.
    private static readonly ImmutableArray<string> _others =
    [
        "check",
        "knowledge",
        "source",
        "grade",
        "date",
        "$schema",
    ];

    private static readonly TomlOptions _bounds = new()
    {
        MaxLength = 1 << 20,
        MaxDepth = 16,
        MaxValues = 100_000,
    };

    /// <summary>True when a table of Plumb's states a stack.</summary>
    public static bool HasStack(TomlTable tables) => tables["stack"] is not null;

    /// <summary>Reads a text.</summary>
    /// <param name="file">The file's name, for places.</param>
    /// <param name="text">Its text.</param>
    /// <param name="stack">What it states; null on a mistake.</param>
    /// <param name="mistake">The first mistake.</param>
    public static bool TryRead(
        string file,
        string text,
        [NotNullWhen(true)] out Stack? stack,
        [NotNullWhen(false)] out TomlMistake? mistake
    )
    {
        if (TomlDocument.TryParse(file, text, out var document, out var error, _bounds))
        {
            return TryRead(document, document.Root, out stack, out mistake);
        }

        stack = null;
        mistake = TomlMistake.Of(file, text, error);
        return false;
    }

    /// <summary>Reads Plumb's tables of a file: its root, or <c>tool.plumb</c>.</summary>
    public static bool TryRead(
        TomlDocument document,
        TomlTable tables,
        [NotNullWhen(true)] out Stack? stack,
        [NotNullWhen(false)] out TomlMistake? mistake
    )
    {
        var fields = new StackFields(document);
        fields.Fields.KnowKeys(tables, [.. _ours, .. _others], "a manifest");
        var head = fields.Fields.Table(tables, "stack");
        if (head is null)
        {
            fields.Fields.Fail(tables.Offset, "A stack wants a table [stack] with its name.");
        }

        var read = new Stack
        {
            Name = head is null ? "" : Name(fields, head),
            Title = head is null ? "" : Title(fields, head),
            Summary = head is null ? "" : fields.Fields.TextOr(head, "summary", "[stack]"),
            Home = head?["home"] is null ? "" : MachineReader.Url(fields, head, "home", "[stack]"),
            Place = fields.Place(head?.Offset ?? 0),
            Requires = fields.Fields.Table(tables, "requires") is { } requires
                ? MachineReader.Hardware(fields, requires)
                : HardwareNeed.None,
            Variants = [.. fields.Fields.Tables(tables, "variant").Select(t => MachineReader.Variant(fields, t))],
            Stages = [.. fields.Fields.Tables(tables, "stage").Select(t => StageReader.Stage(fields, t))],
            Exclusions = [.. fields.Fields.Tables(tables, "exclusive").Select(t => StageReader.Exclusion(fields, t))],
            System = [.. fields.Fields.Tables(tables, "system").Select(t => MachineReader.System(fields, t))],
            Models = [.. fields.Fields.Tables(tables, "model").Select(t => ModelReader.Model(fields, t))],
            Variables = [.. fields.Fields.Tables(tables, "variable").Select(t => RunReader.Variable(fields, t))],
            Launchers = [.. fields.Fields.Tables(tables, "launcher").Select(t => RunReader.Launcher(fields, t))],
            Pipeline = [.. fields.Fields.Tables(tables, "step").Select(t => RunReader.Step(fields, t))],
            Failures = [.. fields.Fields.Tables(tables, "failure").Select(t => RunReader.Failure(fields, t))],
            Corrections = [.. fields.Fields.Tables(tables, "correction").Select(t => RunReader.Correction(fields, t))],
        };
        StackReferences.Check(fields, tables, read);
        mistake = fields.Fields.Mistake;
        stack = mistake is null ? read : null;
        return mistake is null;
    }

    private static string Name(StackFields fields, TomlTable head)
    {
        fields.KnowKeys(head, "[stack]", "name", "title", "summary", "home");
        var name = fields.Fields.Text(head, "name", "[stack]") ?? "";
        if (!StackName.Takes(name))
        {
            fields.Fields.Fail(
                head["name"]!.Offset,
                $"name takes lower-case letters, digits and hyphens, not \"{name}\"."
            );
        }

        return name;
    }

    private static string Title(StackFields fields, TomlTable head) =>
        head["title"] is null ? head.Text("name") ?? "" : fields.Fields.Text(head, "title", "[stack]") ?? "";
}
