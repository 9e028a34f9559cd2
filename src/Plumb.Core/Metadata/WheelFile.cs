using System.Collections.Immutable;

namespace Plumb.Metadata;

/// <summary>The WHEEL file of a dist-info folder (binary distribution format 1.0).</summary>
/// <param name="Generator">The tool that built the wheel, "" when absent.</param>
/// <param name="RootIsPurelib">Root-Is-Purelib; true when absent.</param>
/// <param name="Tags">Tag lines as written, each perhaps a compressed set.</param>
public sealed record WheelFile(string Generator, bool RootIsPurelib, ImmutableArray<string> Tags)
{
    /// <summary>Reads the fields; a file without any gives no tags.</summary>
    public static WheelFile Read(ReadOnlySpan<byte> bytes)
    {
        var generator = "";
        var purelib = true;
        var tags = ImmutableArray.CreateBuilder<string>();
        var headers = new HeaderBlock(bytes);
        while (headers.MoveNext())
        {
            if (headers.Is("Tag"u8))
            {
                tags.Add(headers.Value);
            }
            else if (headers.Is("Generator"u8))
            {
                generator = headers.Value;
            }
            else if (headers.Is("Root-Is-Purelib"u8))
            {
                purelib = !headers.Value.Equals("false", StringComparison.OrdinalIgnoreCase);
            }
        }

        return new WheelFile(generator, purelib, tags.DrainToImmutable());
    }
}
