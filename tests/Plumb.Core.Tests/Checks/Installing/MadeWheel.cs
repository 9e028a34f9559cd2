using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Plumb.Core.Tests.Checks.Installing;

/// <summary>Wheels of a module and a script, written by the test itself.</summary>
internal static class MadeWheel
{
    public static void Write(string folder, string name, string version, string metadata = "", string? code = null)
    {
        var info = $"{name}-{version}.dist-info";
        List<(string Path, string Text)> files =
        [
            ($"{name}.py", code ?? $"version = '{version}'\n\n\ndef main():\n    print('{name} {version}')\n"),
            ($"{info}/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{metadata}"),
            ($"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: plumb-tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
            ($"{info}/entry_points.txt", $"[console_scripts]\n{name} = {name}:main\n"),
        ];
        var rows = files.Select(f => $"{f.Path},sha256={Hash(f.Text)},{Encoding.UTF8.GetByteCount(f.Text)}\n");
        files.Add(($"{info}/RECORD", string.Concat(rows) + $"{info}/RECORD,,\n"));
        using var archive = ZipFile.Open($"{folder}/{name}-{version}-py3-none-any.whl", ZipArchiveMode.Create);
        foreach (var (path, text) in files)
        {
            using var entry = archive.CreateEntry(path).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }
    }

    private static string Hash(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
