using System.Diagnostics.CodeAnalysis;
using Plumb.Metadata.Toml;
using Plumb.Text;

namespace Plumb.Metadata.Locks;

/// <summary>Reads lock files of every kind.</summary>
public static class LockFileReader
{
    /// <summary>The kind of a lock file by its name; null for other files.</summary>
    /// <param name="fileName">Without its folder.</param>
    public static LockFormat? FormatOf(string fileName) =>
        fileName switch
        {
            "uv.lock" => LockFormat.Uv,
            "poetry.lock" => LockFormat.Poetry,
            "Pipfile.lock" => LockFormat.Pipfile,
            _ => Pylock.IsFileName(fileName) ? LockFormat.Pylock : null,
        };

    /// <summary>
    /// Reads a lock file. A standard lock that breaks PEP 751 is refused; in the locks of tools what cannot be understood becomes a
    /// <see cref="LockFile.Problems">problem</see> and the rest is read.
    /// </summary>
    /// <param name="format">The kind, as by <see cref="FormatOf"/>.</param>
    /// <param name="file">The path in the inspected world, for places.</param>
    /// <param name="text">The content.</param>
    /// <param name="lockFile">The lock; null when the content is not of the kind.</param>
    /// <param name="error">What is wrong, with an offset in UTF-16 units into the text after any byte order mark; null when nothing is.</param>
    /// <param name="options">Bounds; <see cref="TomlOptions.Default"/> when null.</param>
    public static bool TryRead(
        LockFormat format,
        string file,
        string text,
        [NotNullWhen(true)] out LockFile? lockFile,
        [NotNullWhen(false)] out FormatError? error,
        TomlOptions? options = null
    )
    {
        lockFile = null;
        if (format == LockFormat.Pipfile)
        {
            if (JsonTree.TryParse(file, text, out var source, out var root, out error, options))
            {
                lockFile = new PipfileLockReader(source, root).Read();
            }

            return lockFile is not null;
        }

        if (!TomlDocument.TryParse(file, text, out var document, out error, options))
        {
            return false;
        }

        if (format == LockFormat.Pylock)
        {
            if (!Pylock.TryRead(document.Root, out var pylock, out var broken))
            {
                var place = broken.Context is null ? "" : $" in {broken.Context}";
                error = new FormatError(broken.Message + place, broken.Offset);
                return false;
            }

            lockFile = PylockConversion.ToLockFile(pylock, document);
        }
        else
        {
            lockFile =
                format == LockFormat.Uv ? new UvLockReader(document).Read() : new PoetryLockReader(document).Read();
        }

        return true;
    }
}
