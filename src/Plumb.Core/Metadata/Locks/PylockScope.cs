using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Metadata.Toml;

namespace Plumb.Metadata.Locks;

/// <summary>A conversion that says in one sentence why a value is wrong.</summary>
internal delegate T? PylockConversion<in TValue, out T>(TValue value, out string? trouble)
    where TValue : TomlValue;

/// <summary>The first error of a document being read.</summary>
internal sealed class PylockTrouble
{
    public PylockError? Error { get; private set; }

    [MemberNotNullWhen(true, nameof(Error))]
    public bool IsSet => Error is not null;

    public void Set(PylockErrorKind kind, string? context, string message, int offset) =>
        Error ??= new PylockError(kind, context, message, offset);
}

/// <summary>A table of the document with its path. After the first error every question is answered with nothing.</summary>
internal readonly record struct PylockScope(TomlTable Table, string Path, PylockTrouble Trouble)
{
    public T? Optional<T>(string key)
        where T : TomlValue
    {
        if (Trouble.IsSet || Table[key] is not { } value)
        {
            return null;
        }

        if (value is T right)
        {
            return right;
        }

        Fail(key, $"The value is of type {value.Kind}", value.Offset);
        return null;
    }

    public T? Required<T>(string key)
        where T : TomlValue
    {
        var value = Optional<T>(key);
        Require(key, value is not null);
        return value;
    }

    public string? Text(string key) => Optional<TomlString>(key)?.Text;

    public string RequiredText(string key) => Required<TomlString>(key)?.Text ?? "";

    public T? Converted<TValue, T>(string key, PylockConversion<TValue, T> convert)
        where TValue : TomlValue
    {
        if (Optional<TValue>(key) is not { } value)
        {
            return default;
        }

        var converted = convert(value, out var trouble);
        if (trouble is not null)
        {
            Fail(key, trouble, value.Offset);
        }

        return converted;
    }

    public ImmutableArray<T> ConvertedList<TValue, T>(string key, PylockConversion<TValue, T> convert)
        where TValue : TomlValue
    {
        var items = List<TValue>(key);
        var converted = ImmutableArray.CreateBuilder<T>(items.Length);
        for (var i = 0; i < items.Length && !Trouble.IsSet; i++)
        {
            if (convert(items[i], out var trouble) is { } good && trouble is null)
            {
                converted.Add(good);
            }
            else if (trouble is not null)
            {
                Fail(Item(key, i), trouble, items[i].Offset);
            }
        }

        return converted.ToImmutable();
    }

    public ImmutableArray<T> List<T>(string key)
        where T : TomlValue
    {
        if (Optional<TomlArray>(key) is not { Items: var items })
        {
            return [];
        }

        var right = ImmutableArray.CreateBuilder<T>(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is not T item)
            {
                Fail(Item(key, i), $"The value is of type {items[i].Kind}", items[i].Offset);
                return [];
            }

            right.Add(item);
        }

        return right.MoveToImmutable();
    }

    public void Require(string key, bool isThere)
    {
        if (!isThere && !Trouble.IsSet)
        {
            var kind = Path.Length == 0 ? PylockErrorKind.MissingKey : PylockErrorKind.Invalid;
            Trouble.Set(kind, PathOf(key), $"The key '{key}' is missing", Table.Offset);
        }
    }

    public PylockScope Inner(string key, TomlTable table) => new(table, PathOf(key), Trouble);

    public void Fail(string key, string message, int offset) =>
        Trouble.Set(PylockErrorKind.Invalid, PathOf(key), message, offset);

    public void Fail(string message) => Trouble.Set(PylockErrorKind.Invalid, Path, message, Table.Offset);

    public static string Item(string key, int index) => FormattableString.Invariant($"{key}[{index}]");

    private string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";
}
