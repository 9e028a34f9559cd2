using System.Collections.Immutable;
using Plumb.Knowledge;
using Plumb.Metadata.Toml;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Stacks;

/// <summary>Takes what several tables of a manifest have alike: sources, sizes, systems, versions, names.</summary>
/// <param name="document">The file.</param>
internal sealed class StackFields(TomlDocument document)
{
    /// <summary>The keys that every table may have.</summary>
    public static ImmutableArray<string> SourceKeys { get; } = ["why", "source", "grade", "date"];

    // A bare number is one of bytes: whoever writes 8 means something else.
    private const long LeastBytes = 1_000_000;
    private static readonly ImmutableArray<string> _systems = ["linux", "windows", "macos"];

    /// <summary>The keys by their kinds.</summary>
    public TomlFields Fields { get; } = new(document);

    /// <summary>The place of a table or value.</summary>
    public Location Place(int offset) => document.LocationOf(offset);

    /// <summary>Refuses keys other than these and those of the source.</summary>
    public void KnowKeys(TomlTable table, string owner, params ReadOnlySpan<string> keys) =>
        Fields.KnowKeys(table, [.. keys, .. SourceKeys], owner);

    /// <summary>Why and by what; source, grade and date at the top of the file stand for tables that have none of their own.</summary>
    public StackSource Source(TomlTable table, string owner)
    {
        var why = Fields.TextOr(table, "why", owner);
        var (source, grade, date) = (Inherited(table, "source"), Inherited(table, "grade"), Inherited(table, "date"));
        if (source.Length + grade.Length == 0)
        {
            return new StackSource(null, why);
        }

        if (KnowledgeSource.TryRead(source, grade, date, out var fact))
        {
            return new StackSource(fact, why);
        }

        Fields.Fail(
            (table["grade"] ?? table["source"] ?? table["date"] ?? table).Offset,
            $"A source of {owner} wants source = \"…\", grade = \"metadata\", \"measured\", \"documented\" or \"folklore\", and date = \"2026-01-31\"."
        );
        return new StackSource(null, why);
    }

    /// <summary>A size; null when left out or wrong.</summary>
    public long? Size(TomlTable table, string key, string owner)
    {
        switch (table[key])
        {
            case null:
                return null;
            case TomlInteger { Number: >= LeastBytes } number:
                return number.Number;
            case TomlString text when ByteSize.TryParse(text.Text, out var bytes):
                return bytes;
            case var other:
                Fields.Fail(
                    other.Offset,
                    $"{key} of {owner} wants {ByteSize.Allowed}, not {(other is TomlString s ? $"\"{s.Text}\"" : TomlFields.A(other))}."
                );
                return null;
        }
    }

    /// <summary>Versions; null when left out or wrong.</summary>
    public VersionSpecifiers? Versions(TomlTable table, string key, string owner)
    {
        if (table[key] is not { } value)
        {
            return null;
        }

        if (value is not TomlString text)
        {
            Fields.Fail(value.Offset, $"{key} of {owner} wants versions such as \">=3.10,<3.13\".");
            return null;
        }

        if (VersionSpecifiers.TryParse(text.Text, out var versions, out var error))
        {
            if (versions.ToRange().IsEmpty)
            {
                Fields.Fail(text.Offset, $"{key} of {owner} is \"{text.Text}\", which no version meets.");
            }

            return versions;
        }

        Fields.Fail(
            text.Offset,
            $"{key} of {owner} wants versions such as \">=3.10,<3.13\", not \"{text.Text}\": {error.Message}."
        );
        return null;
    }

    /// <summary>Systems; none when left out.</summary>
    public ImmutableArray<OperatingSystemFamily> Systems(TomlTable table, string key, string owner) =>
        [
            .. Words(table, key, owner, _systems)
                .Select(w =>
                    w switch
                    {
                        "linux" => OperatingSystemFamily.Linux,
                        "windows" => OperatingSystemFamily.Windows,
                        _ => OperatingSystemFamily.MacOs,
                    }
                ),
        ];

    /// <summary>Words of a list, each one of those that are allowed.</summary>
    public ImmutableArray<string> Words(TomlTable table, string key, string owner, ImmutableArray<string> allowed) =>
        [
            .. Fields
                .Texts(table, key, owner, single: true)
                .Select(t => Fields.Word(key, t, allowed))
                .Where(w => w is not null)
                .Select(w => w!),
        ];

    /// <summary>Texts without their places.</summary>
    public ImmutableArray<string> Texts(TomlTable table, string key, string owner, bool single = false) =>
        [.. Fields.Texts(table, key, owner, single).Select(t => t.Text)];

    /// <summary>Names of distributions.</summary>
    public ImmutableArray<PackageName> Names(TomlTable table, string key, string owner)
    {
        var names = ImmutableArray.CreateBuilder<PackageName>();
        foreach (var text in Fields.Texts(table, key, owner))
        {
            if (PackageName.TryParse(text.Text, out var name))
            {
                names.Add(name);
            }
            else
            {
                Fields.Fail(text.Offset, $"\"{text.Text}\" is no name of a distribution.");
            }
        }

        return names.DrainToImmutable();
    }

    /// <summary>Requirements, as PEP 508 has them.</summary>
    public ImmutableArray<StackRequirement> Requirements(TomlValue value, string owner)
    {
        if (value is not TomlArray list)
        {
            Fields.Fail(value.Offset, $"{owner} wants a list such as [\"numpy<2\"], not {TomlFields.A(value)}.");
            return [];
        }

        var requirements = ImmutableArray.CreateBuilder<StackRequirement>(list.Items.Length);
        foreach (var item in list.Items)
        {
            if (item is not TomlString text)
            {
                Fields.Fail(item.Offset, $"{owner} wants requirements such as \"numpy<2\", not {TomlFields.A(item)}.");
            }
            else if (Redaction.Redact(text.Text) != text.Text)
            {
                Fields.Fail(
                    text.Offset,
                    $"A requirement of {owner} holds a password or token: leave it out here, and keep it in .netrc or in the settings of pip or uv."
                );
            }
            else if (Requirement.TryParse(text.Text, out var requirement, out var error))
            {
                requirements.Add(new StackRequirement(requirement, Place(text.Offset)));
            }
            else
            {
                Fields.Fail(
                    text.Offset,
                    $"\"{text.Text}\" is no requirement such as \"numpy<2\": {error.Message.TrimEnd('.')}."
                );
            }
        }

        return requirements.DrainToImmutable();
    }

    private string Inherited(TomlTable table, string key) => table.Text(key) ?? document.Root.Text(key) ?? "";
}
