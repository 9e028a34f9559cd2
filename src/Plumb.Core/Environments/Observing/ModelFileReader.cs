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

        if (!world.TryStat(path, out var status) || status.Kind is not (FileKind.File or FileKind.Directory))
        {
            return new ObservedModel(model, path, ModelState.Missing);
        }

        if (status.Kind == FileKind.Directory || ContentReader.Inspect(world, path) is not { } facts)
        {
            return new ObservedModel(model, path, ModelState.Unreadable);
        }

        var bytes = status.Size;
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
