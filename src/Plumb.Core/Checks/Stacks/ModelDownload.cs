using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Stacks;

/// <summary>The commands that fetch a model file.</summary>
internal static class ModelDownload
{
    // A manifest is written by anyone: outside of the application it may name no file by which a machine is set up.
    private static readonly ImmutableArray<string> _models =
    [
        ".onnx",
        ".pt",
        ".pth",
        ".ckpt",
        ".safetensors",
        ".gguf",
        ".engine",
        ".tflite",
        ".pb",
        ".h5",
        ".npz",
        ".npy",
        ".bin",
        ".msgpack",
        ".zip",
    ];

    /// <summary>The commands, in order; none where the place or the address is not known. What is there stays until the new file is whole.</summary>
    public static ImmutableArray<string> Commands(CheckContext context, ObservedModel model)
    {
        var name = WorldPath.Name(model.Model.Path);
        // An address that ends in another name is an archive or a page about the file.
        if (
            model.Path is not { } path
            || model.Model.Urls.FirstOrDefault(u => u.EndsWith("/" + name, StringComparison.Ordinal)) is not { } url
            || (IsOutside(model.Model.Path) && !_models.Any(m => name.EndsWith(m, StringComparison.OrdinalIgnoreCase)))
        )
        {
            return [];
        }

        var shell = context.Commands.Shell;
        var (to, part) = (shell.Quote(path), shell.Quote(path + ".part"));
        // Without -g curl takes brackets and braces of the address for a list of addresses.
        return
        [
            shell.IsPowerShell
                ? $"curl.exe -fgL --create-dirs -o {part} {shell.Quote(url)}; if ($?) {{ Move-Item -Force -LiteralPath {part} -Destination {to} }}"
                : $"curl -fgL --create-dirs -o {part} {shell.Quote(url)} && mv {part} {to}",
        ];
    }

    private static bool IsOutside(string path) => path.StartsWith('~') || WorldPath.IsAbsolute(path);
}
