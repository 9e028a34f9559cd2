using System.Diagnostics.CodeAnalysis;
using System.Text;
using Plumb.Text;

namespace Plumb.Metadata.Toml;

/// <summary>A TOML file as a tree that knows its places. Version 1.1 of the language is read, which includes version 1.0.</summary>
public sealed class TomlDocument
{
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    private TomlDocument(SourceText source, TomlTable root, FormatError? beyondVersion10)
    {
        Source = source;
        Root = root;
        BeyondVersion10 = beyondVersion10;
    }

    /// <summary>The text, without a byte order mark.</summary>
    public SourceText Source { get; }

    /// <summary>The root table.</summary>
    public TomlTable Root { get; }

    /// <summary>
    /// The first thing in the text that TOML 1.0 does not allow, with its place; null when there is none. pip and other tools
    /// that read with <c>tomllib</c> refuse such a file.
    /// </summary>
    public FormatError? BeyondVersion10 { get; }

    /// <summary>The path of the file in the inspected world.</summary>
    public string File => Source.File;

    /// <summary>Reads a text.</summary>
    /// <param name="file">The path of the file in the inspected world, for places.</param>
    /// <param name="text">The text; a byte order mark at its beginning is passed over.</param>
    /// <param name="document">The document; null when the text is not TOML.</param>
    /// <param name="error">What is wrong, with an offset into the text after any byte order mark; null when nothing is.</param>
    /// <param name="options">Bounds; <see cref="TomlOptions.Default"/> when null.</param>
    public static bool TryParse(
        string file,
        string text,
        [NotNullWhen(true)] out TomlDocument? document,
        [NotNullWhen(false)] out FormatError? error,
        TomlOptions? options = null
    )
    {
        document = null;
        options ??= TomlOptions.Default;
        if (text.Length > options.MaxLength)
        {
            error = new FormatError($"The file is longer than {options.MaxLength} characters");
            return false;
        }

        var body = text.StartsWith('\ufeff') ? text[1..] : text;
        var parser = new TomlParser(body, options);
        var root = parser.Parse(out error);
        if (root is null)
        {
            error ??= new FormatError("The file is not TOML");
            return false;
        }

        document = new TomlDocument(new SourceText(file, body), root, parser.BeyondVersion10);
        error = null;
        return true;
    }

    /// <summary>Reads bytes, which TOML wants in UTF-8. The error's offset then counts UTF-16 units, or is -1 for bytes that are not UTF-8.</summary>
    public static bool TryParse(
        string file,
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out TomlDocument? document,
        [NotNullWhen(false)] out FormatError? error,
        TomlOptions? options = null
    )
    {
        document = null;
        options ??= TomlOptions.Default;
        if (bytes.Length / 3 > options.MaxLength)
        {
            error = new FormatError($"The file is longer than {options.MaxLength} characters");
            return false;
        }

        string text;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            error = new FormatError(FormattableString.Invariant($"Byte {e.Index} is not UTF-8, which TOML asks for"));
            return false;
        }

        return TryParse(file, text, out document, out error, options);
    }

    /// <summary>The place of a value; the whole file for a value that was not read from a text.</summary>
    public Location LocationOf(TomlValue value) => LocationOf(value.Offset);

    /// <summary>The place of a key.</summary>
    public Location LocationOf(TomlEntry entry) => LocationOf(entry.Offset);

    /// <summary>The place of an offset, as in an error.</summary>
    public Location LocationOf(long offset) =>
        offset < 0 ? new Location(File) : Source.LocationOf((int)Math.Min(offset, int.MaxValue));
}
