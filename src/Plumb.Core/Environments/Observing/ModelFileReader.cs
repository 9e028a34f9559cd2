using Plumb.Files;
using Plumb.Stacks;

namespace Plumb.Environments.Observing;

/// <summary>Looks at the model files of a stack: whether they are there, with their size, and with their hash when that is asked for.</summary>
internal sealed class ModelFileReader(
    FileWorld world,
    WorldVariables variables,
    string? application,
    bool verify,
    CancellationToken cancellation
)
{
    private const int Piece = 1 << 20;
    private byte[]? _buffer;

    /// <summary>Looks at one.</summary>
    public ObservedModel Read(StackModel model)
    {
        if (Locate(model.Path) is not { } path)
        {
            return new ObservedModel(model, null, ModelState.Unknown);
        }

        if (!world.IsFile(path))
        {
            return new ObservedModel(model, path, world.IsDirectory(path) ? ModelState.Unreadable : ModelState.Missing);
        }

        if (ContentReader.Inspect(world, path) is not { } facts || Length(path) is not { } bytes)
        {
            return new ObservedModel(model, path, ModelState.Unreadable);
        }

        var state =
            facts.IsLfsPointer ? ModelState.LfsPointer
            : facts.IsHtml ? ModelState.WebPage
            : model.Bytes is { } wanted && wanted != bytes ? ModelState.OtherSize
            : ModelState.Present;
        return state == ModelState.Present && verify && model.Sha256.Length > 0
            ? WithHash(model, path, bytes)
            : new ObservedModel(model, path, state, bytes);
    }

    private ObservedModel WithHash(StackModel model, string path, long bytes)
    {
        var digest = ContentReader.Hash(world, path, _buffer ??= new byte[Piece], cancellation);
        var state =
            digest is null ? ModelState.Unreadable
            : digest.Value == Sha256Digest.Of(Convert.FromHexString(model.Sha256)) ? ModelState.Present
            : ModelState.OtherHash;
        return new ObservedModel(model, path, state, bytes, digest);
    }

    private long? Length(string path)
    {
        using var reader = world.Open(path, out _);
        return reader?.Length;
    }

    private string? Locate(string path)
    {
        if (path.StartsWith("~/", StringComparison.Ordinal))
        {
            var home = variables.GetNonEmpty("HOME") ?? variables.GetNonEmpty("USERPROFILE");
            return home is not null && WorldPath.IsAbsolute(home)
                ? WorldPath.Normalize(WorldPath.Join(WorldPath.Normalize(home), path[2..]))
                : null;
        }

        return WorldPath.IsAbsolute(path) ? WorldPath.Normalize(path)
            : application is null ? null
            : WorldPath.Normalize(WorldPath.Join(application, path));
    }
}
