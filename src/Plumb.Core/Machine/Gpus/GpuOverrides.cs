using System.Collections.Immutable;
using System.Globalization;
using Plumb.Files;
using Plumb.Formats.Fatbins;
using Plumb.Knowledge;
using Plumb.Text;

namespace Plumb.Machine.Gpus;

/// <summary>
/// Hardware that is not there, by the names users know: first <c>--gpu</c>, then the variables of conda, uv and NVIDIA's variant provider,
/// then what was observed.
/// </summary>
public static class GpuOverrides
{
    /// <summary>What a value that <c>--gpu</c> gave names as its origin.</summary>
    public const string Option = "--gpu";

    // CEP 46, uv's environment variables, and NVIDIA's variant provider; earlier ones win.
    private static readonly string[] _cudaVariables =
    [
        "CONDA_OVERRIDE_CUDA",
        "UV_CUDA_DRIVER_VERSION",
        "NV_VARIANT_PROVIDER_FORCE_CUDA_DRIVER_VERSION",
    ];

    private static readonly string[] _capabilityVariables =
    [
        "CONDA_OVERRIDE_CUDA_ARCH",
        "NV_VARIANT_PROVIDER_FORCE_SM_ARCH",
    ];

    /// <summary>
    /// Applies variables. A version below 100 is one of CUDA, else one of the driver. An empty <c>CONDA_OVERRIDE_CUDA</c> means that there is
    /// no driver, an empty <c>CONDA_OVERRIDE_CUDA_ARCH</c> that there is no card. What cannot be read is noted and not applied.
    /// </summary>
    public static GpuInventory Apply(GpuInventory inventory, WorldVariables variables, GpuKnowledge? knowledge = null)
    {
        var known = knowledge ?? GpuKnowledge.Embedded;
        foreach (var name in _cudaVariables.Reverse().Where(n => variables.Get(n) is not null))
        {
            inventory = WithCuda(inventory, name, variables.Get(name)!.Trim(), known);
        }

        foreach (var name in _capabilityVariables.Reverse().Where(n => variables.Get(n) is not null))
        {
            inventory = WithCapability(inventory, name, variables.Get(name)!.Trim(), known);
        }

        return inventory;
    }

    /// <summary>Applies <c>--gpu</c>, once for each card; nothing changes without one.</summary>
    public static GpuInventory Apply(
        GpuInventory inventory,
        ImmutableArray<GpuSpecification> specifications,
        GpuKnowledge? knowledge = null
    )
    {
        if (specifications.IsEmpty)
        {
            return inventory;
        }

        var known = knowledge ?? GpuKnowledge.Embedded;
        var isHere = specifications.Any(s => s.IsHere);
        var devices = ImmutableArray.CreateBuilder<GpuDevice>();
        foreach (var specification in specifications)
        {
            devices.AddRange(
                specification.IsHere
                    ? inventory.Devices.Select(d => Change(d, specification))
                    : [Make(specification, devices.Count(d => d.CudaIndex is not null), known)]
            );
        }

        var driver = isHere ? inventory.Driver : null;
        foreach (var specification in specifications)
        {
            driver = WithDriver(driver, specification, known);
        }

        return new GpuInventory([.. devices.Select((d, i) => d with { Index = i })])
        {
            Driver = driver,
            Nvml = isHere ? inventory.Nvml : null,
            Visible = isHere ? inventory.Visible : null,
            Rocm = isHere ? inventory.Rocm : null,
            Notes = isHere ? inventory.Notes : [],
        };
    }

    private static GpuDevice Make(GpuSpecification specification, int cudaIndex, GpuKnowledge known)
    {
        var isAmd = specification.Gfx is not null;
        var device = new GpuDevice(0, isAmd ? GpuVendor.Amd : GpuVendor.Nvidia)
        {
            Name = specification.Name is { } name ? new Observed<string>(name, Option) : null,
            Capability = specification.Capability is { } capability
                ? new Observed<ComputeCapability>(
                    capability,
                    specification.Match is { } match ? match.Candidates[0].Source.Text : Option
                )
                : null,
            Architecture = specification.Gfx is { } gfx ? new Observed<string>(gfx, Option) : null,
            MemoryBytes = specification.MemoryBytes is { } bytes ? new Observed<long>(bytes, Option) : null,
            HasDriver = true,
            CudaIndex = isAmd ? null : cudaIndex,
        };
        return known.Complete(device);
    }

    private static GpuDevice Change(GpuDevice device, GpuSpecification specification) =>
        specification.MemoryBytes is { } bytes
            ? device with
            {
                MemoryBytes = new Observed<long>(bytes, Option),
                FreeBytes = null,
            }
            : device;

    private static CudaDriver? WithDriver(CudaDriver? driver, GpuSpecification specification, GpuKnowledge known)
    {
        if (specification.Driver is { } version)
        {
            var given = new CudaDriver { Library = new Observed<DriverVersion>(version, Option) };
            driver = given.WithServedCuda(known);
        }

        return specification.Cuda is { } cuda
            ? (driver ?? new CudaDriver()) with
            {
                Cuda = new Observed<CudaVersion>(cuda, Option),
            }
            : driver;
    }

    private static GpuInventory WithCuda(GpuInventory inventory, string name, string text, GpuKnowledge known)
    {
        if (text.Length == 0)
        {
            return name.StartsWith("CONDA_", StringComparison.Ordinal)
                ? inventory with
                {
                    Driver = null,
                    Devices = Hidden(inventory),
                    Notes = inventory.Notes.Add($"{name} is empty: no driver is assumed."),
                }
                : inventory;
        }

        // conda allows a build string after an equals sign.
        var version = text.Split('=')[0];
        if (DriverVersion.TryParse(version, out var driver) && driver.Branch >= 100)
        {
            var given = new CudaDriver { Library = new Observed<DriverVersion>(driver, name) };
            return inventory with { Driver = given.WithServedCuda(known) };
        }

        return CudaVersion.TryParse(version, out var cuda)
            ? inventory with
            {
                Driver = (inventory.Driver ?? new CudaDriver()) with { Cuda = new Observed<CudaVersion>(cuda, name) },
            }
            : Refused(inventory, name, text, "a version such as 12.8");
    }

    private static GpuInventory WithCapability(GpuInventory inventory, string name, string text, GpuKnowledge known)
    {
        if (text.Length == 0)
        {
            return name.StartsWith("CONDA_", StringComparison.Ordinal)
                ? inventory with
                {
                    Devices = Hidden(inventory),
                    Notes = inventory.Notes.Add($"{name} is empty: no card of NVIDIA is assumed."),
                }
                : inventory;
        }

        if (!ComputeCapability.TryParse(text.Split('=')[0], out var capability))
        {
            return Refused(inventory, name, text, "a compute capability such as 8.9");
        }

        var given = new Observed<ComputeCapability>(capability, name);
        var cards = inventory.Devices.Where(d => d.Vendor == GpuVendor.Nvidia).ToList();
        if (cards.Count > 0)
        {
            return inventory with
            {
                Devices =
                [
                    .. inventory.Devices.Select(d =>
                        d.Vendor == GpuVendor.Nvidia
                            ? known.Complete(d with { Capability = given, Architecture = null })
                            : d
                    ),
                ],
            };
        }

        var made = new GpuDevice(inventory.Devices.Length, GpuVendor.Nvidia)
        {
            Capability = given,
            HasDriver = inventory.Driver is not null,
            CudaIndex = 0,
        };
        return inventory with { Devices = inventory.Devices.Add(known.Complete(made)) };
    }

    private static ImmutableArray<GpuDevice> Hidden(GpuInventory inventory) =>
        [.. inventory.Devices.Where(d => d.Vendor != GpuVendor.Nvidia).Select((d, i) => d with { Index = i })];

    private static GpuInventory Refused(GpuInventory inventory, string name, string text, string wanted)
    {
        var shown = text.Length > 40 ? text[..40] + "…" : text;
        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"{name}={Redaction.Redact(shown)} is not {wanted}: it is not applied."
        );
        return inventory with { Notes = inventory.Notes.Add(note) };
    }
}
