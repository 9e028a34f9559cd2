using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Plumb.Files;
using Plumb.Formats.Fatbins;
using Plumb.Knowledge;

namespace Plumb.Machine.Gpus.Nvml;

/// <summary>What NVIDIA's management library says.</summary>
/// <param name="Outcome">How asking it went.</param>
/// <param name="Driver">Version of the driver.</param>
/// <param name="Cuda">The newest CUDA that it serves.</param>
/// <param name="Devices">The cards and parts of cards, in its order.</param>
internal sealed record NvmlAnswer(
    NvmlOutcome Outcome,
    DriverVersion? Driver,
    CudaVersion? Cuda,
    ImmutableArray<GpuDevice> Devices
);

/// <summary>
/// Asks NVIDIA's management library. Nothing of CUDA is started by it. Another library may be named by <c>PLUMB_NVML</c>.
/// A driver in trouble can hang: after a time the answer is given up.
/// </summary>
internal static class NvmlProbe
{
    /// <summary>The variable that names another library.</summary>
    public const string Variable = "PLUMB_NVML";

    private const string From = "NVML";
    private const uint MostDevices = 256;
    private const uint MostParts = 16;
    private const int Timeout = 10;
    private const int InvalidArgument = 2;
    private const ushort X8664 = 62;
    private const ushort Arm64 = 183;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    /// <summary>Asks.</summary>
    public static NvmlAnswer Ask(FileWorld world, WorldVariables variables)
    {
        var answer = new NvmlAnswer(new NvmlOutcome(Timeout, null), null, null, []);
        var names = Names(world, variables);
        var asking = new Thread(() => Volatile.Write(ref answer, AskNow(names))) { IsBackground = true, Name = From };
        asking.Start();
        asking.Join(_patience);
        return Volatile.Read(ref answer);
    }

    private static ImmutableArray<string> Names(FileWorld world, WorldVariables variables) =>
        variables.GetNonEmpty(Variable) is { } named ? [named]
        : OperatingSystem.IsWindows()
            ?
            [
                Path.Join(Environment.SystemDirectory, "nvml.dll"),
                Path.Join(
                    Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles),
                    @"NVIDIA Corporation\NVSMI\nvml.dll"
                ),
            ]
        : OperatingSystem.IsLinux()
            ? NvmlFiles.In(world, RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? Arm64 : X8664)
        : [];

    private static NvmlAnswer AskNow(ImmutableArray<string> names)
    {
        using var library = NvmlLibrary.Load(names);
        if (library is null)
        {
            return new NvmlAnswer(new NvmlOutcome(null, null), null, null, []);
        }

        var code = library.Init();
        if (code != 0)
        {
            return new NvmlAnswer(new NvmlOutcome(code, library.Name), null, null, []);
        }

        try
        {
            library.DriverVersion(out var text);
            DriverVersion? driver = DriverVersion.TryParse(text, out var version) ? version : null;
            CudaVersion? cuda =
                library.CudaVersion(out var number) == 0 && CudaVersion.TryFromNumber(number, out var served)
                    ? served
                    : null;
            var devices = ImmutableArray.CreateBuilder<GpuDevice>();
            code = library.DeviceCount(out var count);
            for (var i = 0u; code == 0 && i < Math.Min(count, MostDevices); i++)
            {
                var one = library.Device(i, out var device);
                if (one == InvalidArgument)
                {
                    break;
                }

                devices.Add(
                    new GpuDevice(devices.Count, GpuVendor.Nvidia) { HasDriver = one == 0, Trouble = Trouble(one) }
                );
                if (one == 0)
                {
                    devices[^1] = Describe(library, device, devices[^1]);
                    AddParts(library, device, devices);
                }
            }

            return new NvmlAnswer(new NvmlOutcome(code, library.Name), driver, cuda, devices.DrainToImmutable());
        }
        finally
        {
            library.Shutdown();
        }
    }

    private static GpuDevice Describe(NvmlLibrary library, nint handle, GpuDevice device)
    {
        var named = library.Text("nvmlDeviceGetName", handle, out var name);
        library.Text("nvmlDeviceGetUUID", handle, out var uuid);
        var capable = library.Pair("nvmlDeviceGetCudaComputeCapability", handle, out var major, out var minor);
        library.Pci(handle, out var pci);
        device = WithMemory(library, handle, device);
        return device with
        {
            Name = Observed(name),
            Uuid = uuid.Length > 0 ? uuid : null,
            Capability =
                capable == 0 && major is > 0 and < 100 && minor is >= 0 and < 10
                    ? new Observed<ComputeCapability>(new ComputeCapability(major, minor), From)
                    : null,
            PciAddress = pci.Address,
            PciId = pci.Id,
            Trouble = device.Trouble ?? Trouble(named),
        };
    }

    private static GpuDevice WithMemory(NvmlLibrary library, nint handle, GpuDevice device)
    {
        var known = library.Memory(handle, out var total, out var free) == 0 && total is > 0 and <= long.MaxValue;
        return known
            ? device with
            {
                MemoryBytes = new Observed<long>((long)total, From),
                FreeBytes = free <= total ? new Observed<long>((long)free, From) : null,
            }
            : device;
    }

    private static void AddParts(NvmlLibrary library, nint card, ImmutableArray<GpuDevice>.Builder devices)
    {
        if (library.Pair("nvmlDeviceGetMigMode", card, out var now, out _) != 0 || now != 1)
        {
            return;
        }

        var parent = devices[^1] with { Mig = MigRole.Divided };
        devices[^1] = parent;
        library.MaxMigDevices(card, out var most);
        for (var i = 0u; i < Math.Min(most, MostParts); i++)
        {
            if (library.MigDevice(card, i, out var part) != 0)
            {
                continue;
            }

            library.Text("nvmlDeviceGetName", part, out var name);
            library.Text("nvmlDeviceGetUUID", part, out var uuid);
            var device = new GpuDevice(devices.Count, GpuVendor.Nvidia)
            {
                HasDriver = true,
                Name = Observed(name),
                Uuid = uuid.Length > 0 ? uuid : null,
                Capability = parent.Capability,
                Mig = MigRole.Instance,
                ParentIndex = parent.Index,
                PciAddress = parent.PciAddress,
                PciId = parent.PciId,
            };
            devices.Add(WithMemory(library, part, device));
        }
    }

    private static Observed<string>? Observed(string text) => text.Length > 0 ? new Observed<string>(text, From) : null;

    private static string? Trouble(int code) => code == 0 ? null : NvmlOutcome.Explain(code);
}
