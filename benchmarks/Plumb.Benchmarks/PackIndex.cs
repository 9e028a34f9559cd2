using System.IO.Compression;
using Plumb.Index;

namespace Plumb.Benchmarks;

/// <summary>Writes the packed form of a recorded index snapshot: src/Plumb.Core/Index/snapshot.plumbindex.</summary>
internal static class PackIndex
{
    public static int Run(string recorded, string packed)
    {
        using var lines = new GZipStream(File.OpenRead(recorded), CompressionMode.Decompress);
        using var file = File.Create(packed);
        PackedIndexWriter.Write(lines, file);
        Console.WriteLine($"{file.Length} bytes");
        return 0;
    }
}
