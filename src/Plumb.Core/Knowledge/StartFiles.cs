using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO.Enumeration;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>A <c>.pth</c> file with code that a well-known tool writes.</summary>
/// <param name="Name">The name of the file; <c>*</c> stands for any characters.</param>
/// <param name="Lines">The shapes that its lines of code have.</param>
/// <param name="By">The tool that writes it.</param>
/// <param name="Purpose">What its code does, as the end of a sentence.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record StartFile(
    string Name,
    ImmutableArray<StartLine> Lines,
    string By,
    string Purpose,
    FactSource Source
);

/// <summary>The <c>.pth</c> files with code that well-known tools write (<c>knowledge/start-files.toml</c>).</summary>
public sealed class StartFiles
{
    internal const string FileName = "start-files.toml";
    private static readonly Lazy<StartFiles> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<StartFiles>(FileName, TryRead)
    );
    private readonly ImmutableArray<StartFile> _files;

    private StartFiles(ImmutableArray<StartFile> files)
    {
        _files = files;
    }

    /// <summary>Those that Plumb ships.</summary>
    public static StartFiles Embedded => _embedded.Value;

    /// <summary>The entry that a file's name and every line of its code fit; null when none does: what bears a known name may hold anything.</summary>
    public StartFile? Find(string name, IEnumerable<string> code) =>
        _files.FirstOrDefault(f =>
            FileSystemName.MatchesSimpleExpression(f.Name, name, ignoreCase: false)
            && code.All(line => f.Lines.Any(l => l.Fits(line)))
        );

    /// <summary>Reads the file; refused when a row lacks a part.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out StartFiles? files,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        files = null;
        if (!KnowledgeFile.TryMap(toml, PythonKnowledgeToml.Default.StartFileFile, out var file, out error))
        {
            return false;
        }

        var all = ImmutableArray.CreateBuilder<StartFile>();
        foreach (var row in file.File)
        {
            if (
                row.Name.Length == 0
                || row.Lines.Count == 0
                || row.By.Length == 0
                || row.Purpose.Length == 0
                || !KnowledgeSource.TryRead(row, file, out var source)
            )
            {
                error = new FormatError(
                    $"file {row.Name}: it needs a name, lines, by, a purpose, a source, and a grade and date above"
                );
                return false;
            }

            all.Add(new StartFile(row.Name, [.. row.Lines.Select(l => new StartLine(l))], row.By, row.Purpose, source));
        }

        files = new StartFiles(all.DrainToImmutable());
        error = null;
        return true;
    }
}
