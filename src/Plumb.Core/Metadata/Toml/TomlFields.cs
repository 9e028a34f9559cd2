using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Metadata.Toml;

/// <summary>Takes the keys of tables by the kinds that are asked for. The first mistake is kept with its place, and what it spoils is null or empty.</summary>
/// <param name="document">The file.</param>
internal sealed class TomlFields(TomlDocument document)
{
    /// <summary>The first mistake; null when there is none.</summary>
    public TomlMistake? Mistake { get; private set; }

    /// <summary>Keeps a mistake.</summary>
    public void Fail(int offset, string message) => Mistake ??= new TomlMistake(document.LocationOf(offset), message);

    /// <summary>Refuses keys that the table does not have.</summary>
    /// <param name="table">The table.</param>
    /// <param name="known">The keys that it may have.</param>
    /// <param name="owner">What to call it.</param>
    public void KnowKeys(TomlTable table, ImmutableArray<string> known, string owner)
    {
        foreach (var entry in table.Entries.Where(e => !known.Contains(e.Key, StringComparer.Ordinal)))
        {
            Fail(
                entry.Offset,
                $"{owner} has no key \"{entry.Key}\"; it has {Prose(known, "and")}.{Meant(entry.Key, known)}"
            );
        }
    }

    /// <summary>A text that has to be there; null on a mistake.</summary>
    public string? Text(TomlTable table, string key, string owner)
    {
        if (table[key] is TomlString { Text.Length: > 0 } text)
        {
            return text.Text;
        }

        Fail(table[key]?.Offset ?? table.Offset, $"{owner} wants {key} = \"…\".");
        return null;
    }

    /// <summary>A text that may be left out; "" then.</summary>
    public string TextOr(TomlTable table, string key, string owner) =>
        table[key] is null ? "" : Text(table, key, owner) ?? "";

    /// <summary>A list of texts that may be left out; a single text is a list of one where <paramref name="single"/> allows it.</summary>
    public ImmutableArray<TomlString> Texts(TomlTable table, string key, string owner, bool single = false)
    {
        switch (table[key])
        {
            case null:
                return [];
            case TomlString one when single:
                return [one];
            case TomlArray list:
                if (list.Items.FirstOrDefault(i => i is not TomlString) is { } stranger)
                {
                    Fail(stranger.Offset, $"{key} of {owner} wants texts, not {A(stranger)}.");
                }

                return [.. list.Items.OfType<TomlString>()];
            case var other:
                Fail(other.Offset, $"{key} of {owner} wants a list such as [\"…\"], not {A(other)}.");
                return [];
        }
    }

    /// <summary>A whole number that is not negative and may be left out; null then.</summary>
    public long? Number(TomlTable table, string key, string owner)
    {
        switch (table[key])
        {
            case null:
                return null;
            case TomlInteger { Number: >= 0 } number:
                return number.Number;
            case var other:
                Fail(other.Offset, $"{key} of {owner} wants a whole number that is not negative, not {A(other)}.");
                return null;
        }
    }

    /// <summary>True or false; what it is when left out.</summary>
    public bool Truth(TomlTable table, string key, string owner, bool otherwise)
    {
        switch (table[key])
        {
            case null:
                return otherwise;
            case TomlBoolean truth:
                return truth.IsTrue;
            case var other:
                Fail(other.Offset, $"{key} of {owner} wants true or false, not {A(other)}.");
                return otherwise;
        }
    }

    /// <summary>A table that may be left out.</summary>
    public TomlTable? Table(TomlTable table, string key)
    {
        switch (table[key])
        {
            case null:
                return null;
            case TomlTable inner:
                return inner;
            case var other:
                Fail(other.Offset, $"{key} wants a table, [{key}], not {A(other)}.");
                return null;
        }
    }

    /// <summary>Tables written as <c>[[key]]</c>; none when left out.</summary>
    public ImmutableArray<TomlTable> Tables(TomlTable table, string key)
    {
        switch (table[key])
        {
            case null:
                return [];
            case TomlArray list:
                if (list.Items.FirstOrDefault(i => i is not TomlTable) is { } stranger)
                {
                    Fail(stranger.Offset, $"{key} wants tables, [[{key}]], not {A(stranger)}.");
                }

                return [.. list.Items.OfType<TomlTable>()];
            case var other:
                Fail(other.Offset, $"{key} wants tables, [[{key}]], not {A(other)}.");
                return [];
        }
    }

    /// <summary>One of some words; null on a mistake.</summary>
    public string? Word(TomlEntry entry, ImmutableArray<string> allowed) => Word(entry.Key, entry.Value, allowed);

    /// <summary>One of some words; null on a mistake.</summary>
    public string? Word(string key, TomlValue value, ImmutableArray<string> allowed)
    {
        if (value is TomlString { Text: var text } && allowed.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        var given = value is TomlString { Text: var wrong } ? $"\"{wrong}\"" : A(value);
        var meant = value is TomlString { Text: var near } ? Meant(near, allowed) : "";
        Fail(value.Offset, $"{key} takes {Prose(allowed)}, not {given}.{meant}");
        return null;
    }

    /// <summary>"a table", "an array".</summary>
    public static string A(TomlValue value) =>
        value.Kind is "array" or "integer" ? $"an {value.Kind}" : $"a {value.Kind}";

    /// <summary>"a, b or c".</summary>
    public static string Prose(ImmutableArray<string> list, string last = "or") =>
        list.Length < 2 ? string.Concat(list) : $"{string.Join(", ", list.Take(list.Length - 1))} {last} {list[^1]}";

    private static string Meant(string given, IEnumerable<string> candidates) =>
        NearestWord.To(given, candidates) is { } near ? $" Did you mean \"{near}\"?" : "";
}
