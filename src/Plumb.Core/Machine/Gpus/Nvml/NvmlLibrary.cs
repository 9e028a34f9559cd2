using System.Runtime.InteropServices;
using System.Text;

namespace Plumb.Machine.Gpus.Nvml;

/// <summary>
/// NVIDIA's management library, loaded by name and called through function pointers, so that Plumb starts where it is missing
/// (NVML API Reference Guide; <c>nvml.h</c>). Every call returns the library's code; 13 stands for a function that it lacks.
/// </summary>
internal sealed unsafe class NvmlLibrary : IDisposable
{
    /// <summary>The code for a function that the library lacks (<c>NVML_ERROR_FUNCTION_NOT_FOUND</c>).</summary>
    public const int FunctionNotFound = 13;

    private readonly nint _handle;

    private NvmlLibrary(nint handle, string name)
    {
        _handle = handle;
        Name = name;
    }

    /// <summary>What it was loaded by.</summary>
    public string Name { get; }

    /// <summary>Loads the first that is there; null when none is.</summary>
    public static NvmlLibrary? Load(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
            {
                return new NvmlLibrary(handle, name);
            }
        }

        return null;
    }

    /// <summary>Starts the library.</summary>
    public int Init() => Call("nvmlInit_v2");

    /// <summary>Stops the library.</summary>
    public int Shutdown() => Call("nvmlShutdown");

    /// <summary>Version of the driver.</summary>
    public int DriverVersion(out string text)
    {
        var buffer = stackalloc byte[80];
        var call = (delegate* unmanaged[Cdecl]<byte*, uint, int>)Find("nvmlSystemGetDriverVersion");
        var code = call == null ? FunctionNotFound : call(buffer, 80);
        text = code == 0 ? Read(buffer, 80) : "";
        return code;
    }

    /// <summary>The newest CUDA that the driver serves, as 1000 × major + 10 × minor.</summary>
    public int CudaVersion(out int version)
    {
        var number = 0;
        var symbol = Find("nvmlSystemGetCudaDriverVersion_v2", "nvmlSystemGetCudaDriverVersion");
        var call = (delegate* unmanaged[Cdecl]<int*, int>)symbol;
        var code = call == null ? FunctionNotFound : call(&number);
        version = number;
        return code;
    }

    /// <summary>How many cards there are.</summary>
    public int DeviceCount(out uint count)
    {
        var number = 0u;
        var call = (delegate* unmanaged[Cdecl]<uint*, int>)Find("nvmlDeviceGetCount_v2", "nvmlDeviceGetCount");
        var code = call == null ? FunctionNotFound : call(&number);
        count = number;
        return code;
    }

    /// <summary>The card at a place.</summary>
    public int Device(uint index, out nint device)
    {
        nint handle = 0;
        var symbol = Find("nvmlDeviceGetHandleByIndex_v2", "nvmlDeviceGetHandleByIndex");
        var call = (delegate* unmanaged[Cdecl]<uint, nint*, int>)symbol;
        var code = call == null ? FunctionNotFound : call(index, &handle);
        device = handle;
        return code;
    }

    /// <summary>A text of a device: its name or its identity.</summary>
    public int Text(string function, nint device, out string text)
    {
        var buffer = stackalloc byte[96];
        var call = (delegate* unmanaged[Cdecl]<nint, byte*, uint, int>)Find(function);
        var code = call == null ? FunctionNotFound : call(device, buffer, 96);
        text = code == 0 ? Read(buffer, 96) : "";
        return code;
    }

    /// <summary>Two numbers of a device: compute capability, or whether MIG is on now and after the next reset.</summary>
    public int Pair(string function, nint device, out int first, out int second)
    {
        var (a, b) = (0, 0);
        var call = (delegate* unmanaged[Cdecl]<nint, int*, int*, int>)Find(function);
        var code = call == null ? FunctionNotFound : call(device, &a, &b);
        (first, second) = (a, b);
        return code;
    }

    /// <summary>Memory in bytes (<c>nvmlMemory_v2_t</c>, else <c>nvmlMemory_t</c>).</summary>
    public int Memory(nint device, out ulong total, out ulong free)
    {
        // version, padding, total, reserved, free, used
        var second = stackalloc ulong[5];
        var call2 = (delegate* unmanaged[Cdecl]<nint, ulong*, int>)Find("nvmlDeviceGetMemoryInfo_v2");
        second[0] = 40 | (2u << 24);
        if (call2 != null && call2(device, second) == 0)
        {
            (total, free) = (second[1], second[3]);
            return 0;
        }

        var first = stackalloc ulong[3];
        var call = (delegate* unmanaged[Cdecl]<nint, ulong*, int>)Find("nvmlDeviceGetMemoryInfo");
        var code = call == null ? FunctionNotFound : call(device, first);
        (total, free) = (first[0], first[1]);
        return code;
    }

    /// <summary>Place on the bus and product number (<c>nvmlPciInfo_t</c>, version 3: 68 bytes).</summary>
    public int Pci(nint device, out NvmlPci pci)
    {
        var buffer = stackalloc byte[128];
        new Span<byte>(buffer, 128).Clear();
        var call = (delegate* unmanaged[Cdecl]<nint, byte*, int>)Find("nvmlDeviceGetPciInfo_v3");
        var code = call == null ? FunctionNotFound : call(device, buffer);
        pci = code == 0 ? NvmlPci.Read(new ReadOnlySpan<byte>(buffer, 68)) : default;
        return code;
    }

    /// <summary>How many parts a divided card can have at most.</summary>
    public int MaxMigDevices(nint device, out uint count)
    {
        var number = 0u;
        var call = (delegate* unmanaged[Cdecl]<nint, uint*, int>)Find("nvmlDeviceGetMaxMigDeviceCount");
        var code = call == null ? FunctionNotFound : call(device, &number);
        count = number;
        return code;
    }

    /// <summary>The part of a divided card at a place.</summary>
    public int MigDevice(nint device, uint index, out nint part)
    {
        nint handle = 0;
        var call = (delegate* unmanaged[Cdecl]<nint, uint, nint*, int>)Find("nvmlDeviceGetMigDeviceHandleByIndex");
        var code = call == null ? FunctionNotFound : call(device, index, &handle);
        part = handle;
        return code;
    }

    /// <summary>Lets go of the library.</summary>
    public void Dispose() => NativeLibrary.Free(_handle);

    private int Call(string function)
    {
        var call = (delegate* unmanaged[Cdecl]<int>)Find(function);
        return call == null ? FunctionNotFound : call();
    }

    private void* Find(string function, string? older = null) =>
        NativeLibrary.TryGetExport(_handle, function, out var address) ? (void*)address
        : older is not null ? Find(older)
        : null;

    // A text without its NUL ends with the buffer.
    private static string Read(byte* buffer, int size)
    {
        var bytes = new ReadOnlySpan<byte>(buffer, size);
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]).Trim();
    }
}
