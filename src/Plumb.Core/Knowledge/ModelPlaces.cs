using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Where a program looks for its models.</summary>
/// <param name="Module">The module that loads them.</param>
/// <param name="Names">What documents call them.</param>
/// <param name="Folder">The folder: with <c>~</c>, or relative to the program's own.</param>
/// <param name="Option">How another folder is given; "" for no way.</param>
/// <param name="Inside">A folder of the module itself that documents take for it; "" for none.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record ModelLoader(
    string Module,
    ImmutableArray<string> Names,
    string Folder,
    string Option,
    string Inside,
    FactSource Source
);

/// <summary>An address that holds no model any more.</summary>
public sealed record WithdrawnAddress(string Address, string What, string Why, FactSource Source);

/// <summary>All names that a module defines at its top, in any release.</summary>
public sealed record ModuleNames(string Name, ImmutableArray<string> Has, FactSource Source);

/// <summary>Where models lie, and names of modules (<c>knowledge/model-places.toml</c>).</summary>
public sealed class ModelPlaces
{
    internal const string FileName = "model-places.toml";
    private static readonly Lazy<ModelPlaces> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<ModelPlaces>(FileName, TryRead)
    );

    private ModelPlaces() { }

    /// <summary>What Plumb ships.</summary>
    public static ModelPlaces Embedded => _embedded.Value;

    /// <summary>The programs.</summary>
    public ImmutableArray<ModelLoader> Loaders { get; private init; } = [];

    /// <summary>The addresses.</summary>
    public ImmutableArray<WithdrawnAddress> Withdrawn { get; private init; } = [];

    /// <summary>The modules.</summary>
    public ImmutableArray<ModuleNames> Modules { get; private init; } = [];

    /// <summary>Reads the file; refused when a row lacks a part.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out ModelPlaces? places,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        places = null;
        if (!KnowledgeFile.TryMap(toml, DocumentKnowledgeToml.Default.ModelPlaceFile, out var file, out error))
        {
            return false;
        }

        var read = new ModelPlaces
        {
            Loaders = [.. file.Loader.Select(r => Loader(r, file)).OfType<ModelLoader>()],
            Withdrawn = [.. file.Withdrawn.Select(r => Address(r, file)).OfType<WithdrawnAddress>()],
            Modules = [.. file.Module.Select(r => Names(r, file)).OfType<ModuleNames>()],
        };
        error =
            read.Loaders.Length < file.Loader.Count
            || read.Withdrawn.Length < file.Withdrawn.Count
            || read.Modules.Length < file.Module.Count
                ? new FormatError("a row lacks a part")
                : null;
        places = error is null ? read : null;
        return places is not null;
    }

    private static ModelLoader? Loader(ModelPlaceRow row, ModelPlaceFile file) =>
        row.Module.Length > 0
        && row.Names.Count > 0
        && row.Folder.Length > 0
        && KnowledgeSource.TryRead(row, file, out var source)
            ? new ModelLoader(row.Module, [.. row.Names], row.Folder, row.Option, row.Inside, source)
            : null;

    private static WithdrawnAddress? Address(ModelPlaceRow row, ModelPlaceFile file) =>
        row.Address.Length > 0 && row.What.Length > 0 && KnowledgeSource.TryRead(row, file, out var source)
            ? new WithdrawnAddress(row.Address, row.What, row.Why, source)
            : null;

    private static ModuleNames? Names(ModelPlaceRow row, ModelPlaceFile file) =>
        row.Name.Length > 0 && row.Has.Count > 0 && KnowledgeSource.TryRead(row, file, out var source)
            ? new ModuleNames(row.Name, [.. row.Has], source)
            : null;
}
