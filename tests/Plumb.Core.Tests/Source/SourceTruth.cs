using System.Text.Json;
using Plumb.Source;

namespace Plumb.Core.Tests.Source;

/// <summary>Compares a reading with what CPython's <c>ast</c> says of the same file.</summary>
internal static class SourceTruth
{
    /// <summary>The modules whose attributes the oracle was asked for.</summary>
    public static WatchedNames Watched { get; } = new("numpy", "PIL.Image", "collections");

    /// <summary>What differs, in words; empty when nothing does.</summary>
    public static IEnumerable<string> Differences(JsonElement row, ReadOnlySpan<byte> bytes)
    {
        var source = PythonSource.Read(bytes, Watched);
        if (row.TryGetProperty("error", out var error))
        {
            return source.Error is null ? [$"CPython says {error}, we read it"] : [];
        }

        if (source.Error is not null)
        {
            return [$"line {source.ErrorLine}: {source.Error}"];
        }

        return
        [
            .. Differences(row.GetProperty("imports").EnumerateArray().Select(Text), source.Imports.Select(Text)),
            .. Differences(
                row.TryGetProperty("uses", out var uses)
                    ? uses.EnumerateArray().Select(u => $"{u[0].GetInt32()} {u[1].GetString()}")
                    : [],
                source.Uses.Select(u => $"{u.Line} {u.Name}").Distinct(StringComparer.Ordinal)
            ),
        ];
    }

    private static IEnumerable<string> Differences(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        string[] theirs = [.. expected];
        string[] ours = [.. actual];
        if (theirs.SequenceEqual(ours, StringComparer.Ordinal))
        {
            return [];
        }

        var missing = theirs.Except(ours, StringComparer.Ordinal).Take(2).Select(t => $"missing {t}");
        var more = ours.Except(theirs, StringComparer.Ordinal).Take(2).Select(t => $"more {t}");
        return missing.Concat(more).DefaultIfEmpty("another order or count");
    }

    private static string Text(JsonElement import)
    {
        var what = import.TryGetProperty("names", out var names)
            ? string.Join(
                ',',
                names
                    .EnumerateArray()
                    .Select(n =>
                        n.ValueKind == JsonValueKind.Array ? $"{n[0].GetString()} as {n[1].GetString()}" : n.GetString()
                    )
            )
            : "as " + import.GetProperty("as").GetString();
        var context = string.Join(" > ", import.GetProperty("context").EnumerateArray().Select(c => c.GetString()));
        return $"{import.GetProperty("line").GetInt32()} {import.GetProperty("module").GetString()} {what} [{context}]";
    }

    private static string Text(ImportStatement import)
    {
        var what = import.IsFrom
            ? string.Join(',', import.Names.Select(n => n.Alias is null ? n.Name : $"{n.Name} as {n.Alias}"))
            : "as " + import.Alias;
        return $"{import.Line} {import.Module} {what} [{string.Join(" > ", Known(import.Context))}]";
    }

    // The recorded contexts have no "with".
    private static IEnumerable<SourceBlock> Known(IEnumerable<SourceBlock> context) =>
        context.Where(b => b.Kind != SourceBlockKind.Suppress);
}
