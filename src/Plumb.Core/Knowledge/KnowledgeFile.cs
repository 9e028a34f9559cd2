using System.Diagnostics.CodeAnalysis;
using Plumb.Text;
using Tomlyn;

namespace Plumb.Knowledge;

/// <summary>Reads the facts of a knowledge file; false with the reason when the file is refused.</summary>
internal delegate bool FactsReader<T>(
    string toml,
    [NotNullWhen(true)] out T? facts,
    [NotNullWhen(false)] out FormatError? error
)
    where T : class;

/// <summary>What reading every knowledge file begins and ends with.</summary>
internal static class KnowledgeFile
{
    /// <summary>The rows of a file as they are written; the error says what is no TOML, or does not fit the shape.</summary>
    public static bool TryMap<T>(
        string toml,
        TomlTypeInfo<T> shape,
        [NotNullWhen(true)] out T? file,
        [NotNullWhen(false)] out FormatError? error
    )
        where T : class
    {
        try
        {
            file = TomlSerializer.Deserialize(toml, shape);
            error = file is null ? new FormatError("it is empty") : null;
        }
        catch (TomlException e)
        {
            file = null;
            error = new FormatError(e.Message);
        }

        return error is null;
    }

    /// <summary>The facts of a file that was built in, with those of one's own; both were read before, by a test and by <see cref="OwnFacts"/>.</summary>
    /// <exception cref="InvalidDataException">The file is refused.</exception>
    public static T ReadEmbedded<T>(string name, FactsReader<T> read)
        where T : class =>
        read(OwnFacts.Toml(name), out var facts, out var error)
            ? facts
            : throw new InvalidDataException($"knowledge/{name}: {error.Message}");
}
