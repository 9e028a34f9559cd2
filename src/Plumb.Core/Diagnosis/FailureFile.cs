using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Metadata.Toml;
using Plumb.Text;

namespace Plumb.Diagnosis;

/// <summary>A file of <c>knowledge/failures</c> as it is written. Source, grade and date stand for all rows that have none of their own.</summary>
internal sealed record FailureFile(
    string Source,
    string Grade,
    string Date,
    ImmutableArray<FailureRow> Failure,
    ImmutableArray<string> Success,
    ImmutableArray<(string Pattern, bool IsGood, string Meaning)> Signs
)
{
    private const string Sign = "[[sign]]";
    private static readonly ImmutableArray<string> _keys = ["source", "grade", "date", "failure", "success", "sign"];

    /// <summary>Reads the tables; the error names the file and the place.</summary>
    public static bool TryRead(
        string name,
        string toml,
        [NotNullWhen(true)] out FailureFile? file,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        file = null;
        if (!TomlDocument.TryParse(name, toml, out var document, out error))
        {
            error = new FormatError($"{name}: {error}");
            return false;
        }

        var fields = new TomlFields(document);
        var root = document.Root;
        fields.KnowKeys(root, _keys, "a file of failures");
        var read = new FailureFile(
            root.Text("source") ?? "",
            root.Text("grade") ?? "",
            root.Text("date") ?? "",
            [.. fields.Tables(root, "failure").Select(t => FailureRow.Of(t, fields))],
            [.. fields.Tables(root, "success").Select(t => fields.Text(t, "pattern", "[[success]]") ?? "")],
            [
                .. fields
                    .Tables(root, "sign")
                    .Select(t =>
                        (
                            fields.Text(t, "pattern", Sign) ?? "",
                            fields.Truth(t, "good", Sign, otherwise: false),
                            fields.Text(t, "meaning", Sign) ?? ""
                        )
                    ),
            ]
        );
        error = fields.Mistake is { } mistake ? new FormatError($"{mistake.Place}: {mistake.Message}") : null;
        file = error is null ? read : null;
        return error is null;
    }
}

/// <summary>One <c>[[failure]]</c>.</summary>
internal sealed record FailureRow
{
    private const string Owner = "[[failure]]";
    private const int UsualWeight = 50;
    private const double UsualConfidence = 0.9;

    private static readonly ImmutableArray<string> _keys =
    [
        "code",
        "any",
        "all",
        "none",
        "last",
        "transient",
        "where",
        "installed",
        "modules",
        "files",
        "checks",
        "weight",
        "confidence",
        "sentence",
        "fixes",
        "avoid",
        "question",
        "beats",
        "source",
        "grade",
        "date",
    ];

    private static readonly ImmutableArray<string> _fixKeys = ["title", "run", "os"];

    public string Code { get; private init; } = "";

    public ImmutableArray<string> Any { get; private init; } = [];

    public ImmutableArray<string> All { get; private init; } = [];

    public ImmutableArray<string> None { get; private init; } = [];

    public bool Last { get; private init; }

    public bool Transient { get; private init; }

    public ImmutableArray<(string Key, string Value)> Where { get; private init; } = [];

    public ImmutableArray<(string Key, string Value)> Installed { get; private init; } = [];

    public ImmutableArray<(string Key, string Value)> Modules { get; private init; } = [];

    public ImmutableArray<(string Key, string Value)> Files { get; private init; } = [];

    public ImmutableArray<string> Checks { get; private init; } = [];

    public int Weight { get; private init; }

    public double Confidence { get; private init; }

    public ImmutableArray<string> Sentence { get; private init; } = [];

    public ImmutableArray<SignatureFix> Fixes { get; private init; } = [];

    public ImmutableArray<string> Avoid { get; private init; } = [];

    public string? Question { get; private init; }

    public ImmutableArray<string> Beats { get; private init; } = [];

    public string? Source { get; private init; }

    public string? Grade { get; private init; }

    public string? Date { get; private init; }

    /// <summary>Takes the keys of a table.</summary>
    public static FailureRow Of(TomlTable table, TomlFields fields)
    {
        fields.KnowKeys(table, _keys, Owner);
        return new FailureRow
        {
            Code = table.Text("code") ?? "",
            Any = Texts(table, "any", fields),
            All = Texts(table, "all", fields),
            None = Texts(table, "none", fields),
            Last = fields.Truth(table, "last", Owner, otherwise: false),
            Transient = fields.Truth(table, "transient", Owner, otherwise: false),
            Where = Pairs(table, "where", fields),
            Installed = Pairs(table, "installed", fields),
            Modules = Pairs(table, "modules", fields),
            Files = Pairs(table, "files", fields),
            Checks = Texts(table, "checks", fields),
            Weight = (int)Math.Min(fields.Number(table, "weight", Owner) ?? UsualWeight, int.MaxValue),
            Confidence = Confident(table, fields),
            Sentence = Texts(table, "sentence", fields),
            Fixes = [.. fields.Tables(table, "fixes").Select(f => Fix(f, fields))],
            Avoid = Texts(table, "avoid", fields),
            Question = table.Text("question"),
            Beats = Texts(table, "beats", fields),
            Source = table.Text("source"),
            Grade = table.Text("grade"),
            Date = table.Text("date"),
        };
    }

    private static SignatureFix Fix(TomlTable table, TomlFields fields)
    {
        fields.KnowKeys(table, _fixKeys, "fixes");
        return new SignatureFix(table.Text("title") ?? "", Texts(table, "run", fields), table.Text("os"));
    }

    private static double Confident(TomlTable table, TomlFields fields)
    {
        switch (table["confidence"])
        {
            case null:
                return UsualConfidence;
            case TomlFloat { Number: > 0 and <= 1 } number:
                return number.Number;
            case TomlInteger { Number: 1 }:
                return 1;
            case var other:
                fields.Fail(other.Offset, "confidence wants a number above 0, up to 1.");
                return UsualConfidence;
        }
    }

    private static ImmutableArray<string> Texts(TomlTable table, string key, TomlFields fields) =>
        table[key] is null ? [] : [.. fields.Texts(table, key, Owner).Select(t => t.Text)];

    private static ImmutableArray<(string, string)> Pairs(TomlTable table, string key, TomlFields fields)
    {
        if (fields.Table(table, key) is not { } pairs)
        {
            return [];
        }

        if (pairs.Entries.FirstOrDefault(e => e.Value is not TomlString) is { Key: not null } stranger)
        {
            fields.Fail(stranger.Offset, $"{key} wants texts: {{ {stranger.Key} = \"…\" }}.");
        }

        return [.. pairs.Entries.Where(e => e.Value is TomlString).Select(e => (e.Key, ((TomlString)e.Value).Text))];
    }
}
