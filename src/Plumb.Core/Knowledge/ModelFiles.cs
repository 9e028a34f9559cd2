using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>A file of a model.</summary>
/// <param name="File">Its name.</param>
/// <param name="Names">Under which documents speak of it beside that.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">64 hexadecimal digits in lower case.</param>
/// <param name="Unpacked">Of an archive the bytes of its members; 0 for no archive.</param>
/// <param name="Folder">Where the program that loads it looks for it; "" when not known.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record ModelFileFact(
    string File,
    ImmutableArray<string> Names,
    long Bytes,
    string Sha256,
    long Unpacked,
    string Folder,
    FactSource Source
);

/// <summary>The files of well-known models (<c>knowledge/model-files.toml</c>).</summary>
public sealed class ModelFiles
{
    internal const string FileName = "model-files.toml";
    private static readonly Lazy<ModelFiles> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<ModelFiles>(FileName, TryRead)
    );

    private ModelFiles(ImmutableArray<ModelFileFact> all) => All = all;

    /// <summary>What Plumb ships.</summary>
    public static ModelFiles Embedded => _embedded.Value;

    /// <summary>All files.</summary>
    public ImmutableArray<ModelFileFact> All { get; }

    /// <summary>Reads the file; refused when a row lacks a part or a file stands twice.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out ModelFiles? models,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        models = null;
        if (!KnowledgeFile.TryMap(toml, LintKnowledgeToml.Default.ModelFileFile, out var file, out error))
        {
            return false;
        }

        var all = ImmutableArray.CreateBuilder<ModelFileFact>();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in file.Model)
        {
            if (
                row.File.Length == 0
                || row.Bytes <= 0
                || row.Sha256.Length != 64
                || row.Sha256.Any(c => c is not (>= '0' and <= '9' or >= 'a' and <= 'f'))
                || !KnowledgeSource.TryRead(row, file, out var source)
                || !row.Names.Prepend(row.File).All(taken.Add)
            )
            {
                error = new FormatError($"model {row.File}: it stands twice, or a part is missing or wrong");
                return false;
            }

            all.Add(
                new ModelFileFact(row.File, [.. row.Names], row.Bytes, row.Sha256, row.Unpacked, row.Folder, source)
            );
        }

        error = all.Count == 0 ? new FormatError("it needs at least one model") : null;
        models = error is null ? new ModelFiles(all.DrainToImmutable()) : null;
        return models is not null;
    }
}
