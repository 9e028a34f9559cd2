using System.Buffers;
using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Source;

/// <summary>
/// What one Python file says about its imports and names, read and never run. Where <see cref="Error"/> is set, the rest holds what
/// was read before the place of the error.
/// </summary>
public sealed record PythonSource
{
    /// <summary>Larger files are not read.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    private static readonly SearchValues<byte> _nameBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8
    );

    private PythonSource() { }

    /// <summary>Every import statement, in order.</summary>
    public ImmutableArray<ImportStatement> Imports { get; private init; } = [];

    /// <summary>Modules that calls name by a literal string, in order.</summary>
    public ImmutableArray<DynamicImport> DynamicImports { get; private init; } = [];

    /// <summary>Modules that it puts into <c>sys.modules</c> under a literal name, in order.</summary>
    public ImmutableArray<string> PutModules { get; private init; } = [];

    /// <summary>Attributes of watched modules, sorted by line and name.</summary>
    public ImmutableArray<ApiUse> Uses { get; private init; } = [];

    /// <summary>The names that the module binds.</summary>
    public ModuleDefinitions Definitions { get; private init; } = new([], []);

    /// <summary>
    /// Why the file is no Python 3, or is not read to its end; null otherwise. Not everything that CPython refuses is noticed.
    /// Its offset counts bytes of the file as UTF-8.
    /// </summary>
    public FormatError? Error { get; private init; }

    /// <summary>Line of the error, from 1; 0 without one.</summary>
    public int ErrorLine { get; private init; }

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The whole file. UTF-8, or what it declares (PEP 263).</param>
    /// <param name="watched">Modules whose attributes to look for.</param>
    public static PythonSource Read(ReadOnlySpan<byte> bytes, WatchedNames watched)
    {
        if (bytes.Length > MostBytes)
        {
            return Unread($"the file has more than {MostBytes >> 20} MiB");
        }

        var prepared = SourceBytes.Of(bytes);
        var found = new SourceFindings();
        var text = prepared.Text;
        var reader = new SourceReader(text, watched.MayOccur(text), found);
        reader.Read();
        return Of(found, text, watched, prepared.Problem);
    }

    private static PythonSource Unread(string problem) =>
        new()
        {
            Error = new FormatError(problem),
            ErrorLine = 1,
            Definitions = new ModuleDefinitions([], []) { OpenBecause = problem },
        };

    private static PythonSource Of(SourceFindings found, ReadOnlySpan<byte> text, WatchedNames watched, string? cut)
    {
        var imports = Imported(found, text);
        var calls = Called(found, text);
        var uses = found.Chains.Count + found.Gifts.Count > 0 ? new UseResolver(text, found, watched).Resolve() : [];
        // What was cut off matters more than that the text ends in the middle of something.
        var (problem, offset) = cut is null ? (found.Problem, found.ProblemOffset) : (cut, text.Length);
        if (found.Problem is not null && cut is not null && found.ProblemOffset < text.Length)
        {
            (problem, offset) = (found.Problem, found.ProblemOffset);
        }

        if (problem is null && found.Tree.IsExhausted)
        {
            (problem, offset) = ("the file has more nested blocks than are read", text.Length);
        }

        return new PythonSource
        {
            Imports = imports,
            DynamicImports = calls,
            Uses = uses,
            PutModules = [.. Literals(found.PutModules, text)],
            Definitions = Defined(found, text, problem),
            Error = problem is null ? null : new FormatError(problem, offset),
            ErrorLine = problem is null ? 0 : new LineCounter(text).At(offset),
        };
    }

    private static ImmutableArray<ImportStatement> Imported(SourceFindings found, ReadOnlySpan<byte> text)
    {
        var lines = new LineCounter(text);
        var imports = ImmutableArray.CreateBuilder<ImportStatement>(found.Imports.Count);
        foreach (var i in found.Imports)
        {
            imports.Add(
                new ImportStatement(lines.At(i.Start), i.Module, i.Alias, i.Names, found.Tree.Context(i.Context, text))
            );
        }

        return imports.MoveToImmutable();
    }

    private static ImmutableArray<DynamicImport> Called(SourceFindings found, ReadOnlySpan<byte> text)
    {
        var lines = new LineCounter(text);
        var calls = ImmutableArray.CreateBuilder<DynamicImport>(found.Calls.Count);
        foreach (var c in found.Calls)
        {
            calls.Add(
                new DynamicImport(
                    lines.At(c.Start),
                    PythonLiteral.Read(c.Literal.In(text)).Value,
                    c.Kind,
                    found.Tree.Context(c.Context, text)
                )
                {
                    IsPlain = c.Depth == 1 && IsPlain(text, c.Start),
                }
            );
        }

        return calls.MoveToImmutable();
    }

    private static bool IsPlain(ReadOnlySpan<byte> text, int start)
    {
        var before = text[..start];
        before = before[(before.LastIndexOf((byte)'\n') + 1)..].Trim(" \t"u8);
        if (before.IsEmpty)
        {
            return true;
        }

        var name = before[..^1].TrimEnd(" \t"u8);
        return before[^1] == (byte)'=' && !name.IsEmpty && !name.ContainsAnyExcept(_nameBytes);
    }

    private static string[] Literals(List<TextRange> ranges, ReadOnlySpan<byte> text)
    {
        var values = new string[ranges.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = PythonLiteral.Read(ranges[i].In(text)).Value;
        }

        return values;
    }

    private static ModuleDefinitions Defined(SourceFindings found, ReadOnlySpan<byte> text, string? problem)
    {
        var names = new byte[found.Names.Sum(n => n.Name.Length)];
        var events = new NameEvent[found.Names.Count];
        var at = 0;
        for (var i = 0; i < events.Length; i++)
        {
            var (range, kind) = found.Names[i];
            range.In(text).CopyTo(names.AsSpan(at));
            events[i] = new NameEvent(new TextRange(at, at += range.Length), kind);
        }

        ImmutableArray<string> listed = [.. Literals(found.Exported, text)];
        return new ModuleDefinitions(names, events)
        {
            OpenBecause = problem ?? found.NamesOpenBecause,
            StarImports = [.. found.StarImports],
            MakesNames = found.MakesNames,
            HasExported = found.HasExported,
            Listed = listed,
            Exported = found is { HasExported: true, ExportedIsOpen: false } ? listed : default,
        };
    }
}
