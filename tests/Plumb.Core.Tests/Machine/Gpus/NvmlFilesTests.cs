using System.Buffers.Binary;
using System.Text;
using Plumb.Core.Tests.Files;
using Plumb.Machine.Gpus.Nvml;
using Xunit;

namespace Plumb.Core.Tests.Machine.Gpus;

public sealed class NvmlFilesTests : IDisposable
{
    private const string Name = "libnvidia-ml.so.1";
    private const ushort X8664 = 62;
    private const ushort Arm64 = 183;
    private readonly TestWorld _made = new();

    [Theory]
    [InlineData("/usr/lib/x86_64-linux-gnu/" + Name)]
    [InlineData("/usr/lib64/" + Name)]
    [InlineData("/usr/lib/wsl/lib/" + Name)]
    [InlineData("/run/opengl-driver/lib/" + Name)]
    public void It_is_named_by_its_whole_path_in_the_usual_folders(string path)
    {
        _made.File(path);

        Assert.Equal([path], NvmlFiles.In(_made.World, X8664));
    }

    [Fact]
    public void What_the_loader_s_cache_names_for_the_processor_comes_first()
    {
        _made
            .File("/usr/lib64/" + Name)
            .File("/opt/driver/" + Name)
            .File("/etc/ld.so.cache", Cache("/opt/driver/" + Name));

        Assert.Equal(["/opt/driver/" + Name, "/usr/lib64/" + Name], NvmlFiles.In(_made.World, X8664));
        Assert.Equal(["/usr/lib64/" + Name], NvmlFiles.In(_made.World, Arm64));
    }

    [Theory]
    [InlineData("driver/" + Name)]
    [InlineData(Name)]
    [InlineData("/opt/gone/" + Name)]
    public void An_entry_of_the_cache_that_is_no_whole_path_or_not_there_is_passed_over(string entry)
    {
        _made.File("/driver/" + Name).File("/" + Name).File("/etc/ld.so.cache", Cache(entry));

        Assert.Empty(NvmlFiles.In(_made.World, X8664));
    }

    public void Dispose() => _made.Dispose();

    // The form of glibc 2.2 and later, with one entry for x86-64.
    private static byte[] Cache(string path)
    {
        byte[] texts = [.. Encoding.ASCII.GetBytes(Name + "\0" + path + "\0")];
        var bytes = new byte[48 + 24 + texts.Length];
        "glibc-ld.so.cache1.1"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), 1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), texts.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(48), 0x303);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(52), 72);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(56), 72 + Name.Length + 1);
        texts.CopyTo(bytes, 72);
        return bytes;
    }
}
