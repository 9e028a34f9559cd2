using System.Collections.Immutable;
using System.Globalization;
using Plumb.Formats.Fatbins;
using Plumb.Knowledge;
using Plumb.Machine.Gpus;

namespace Plumb.Native.Cuda;

/// <summary>Whether a consumer can use a card.</summary>
/// <param name="Device">The card's <see cref="GpuDevice.Index"/>.</param>
/// <param name="Consumer">The consumer.</param>
/// <param name="Runs">The answer.</param>
/// <param name="Reason">Clauses without a full stop, the weightiest first.</param>
public sealed record CudaVerdict(int Device, CudaConsumer Consumer, Runs Runs, string Reason)
{
    /// <summary>A build of the same distribution that runs on the card; null where none is needed or known.</summary>
    public TorchCudaBuild? Instead { get; init; }

    /// <summary>What stands in the way, the weightiest first; empty when it runs.</summary>
    public ImmutableArray<CudaObstacle> Obstacles { get; init; } = [];
}

/// <summary>Why a consumer cannot use a card.</summary>
public enum CudaObstacle
{
    /// <summary>It is a build without CUDA.</summary>
    CpuOnly,

    /// <summary>The card has no driver that serves it.</summary>
    Device,

    /// <summary>The driver is older than its CUDA.</summary>
    Driver,

    /// <summary>Libraries of NVIDIA are not found.</summary>
    Libraries,

    /// <summary>It holds no code for the card.</summary>
    Code,

    /// <summary>It computes through torch, which cannot use the card or is not the one that it was built for.</summary>
    Torch,
}

/// <summary>Judges consumers for cards. Pure: the same facts give the same answer.</summary>
/// <param name="Driver">The driver; null when there is no sign of one.</param>
/// <param name="IsWindows">The lowest drivers differ there.</param>
/// <param name="Here">The libraries of NVIDIA that are there, for people: "CUDA 12.1, cuDNN 8.9"; "" when none are.</param>
/// <param name="Knowledge">The tables.</param>
public sealed record CudaJudge(CudaDriver? Driver, bool IsWindows, string Here, GpuKnowledge Knowledge)
{
    /// <summary>Judges one.</summary>
    public CudaVerdict Judge(CudaConsumer consumer, GpuDevice device)
    {
        if (consumer.IsCpuOnly)
        {
            const string Built = "is a build for the CPU only";
            var undriven = Undriven(device);
            return new CudaVerdict(device.Index, consumer, Runs.No, undriven is null ? Built : $"{undriven}; {Built}")
            {
                Obstacles = undriven is null ? [CudaObstacle.CpuOnly] : [CudaObstacle.Device, CudaObstacle.CpuOnly],
            };
        }

        var reasons = new List<string>();
        var obstacles = ImmutableArray.CreateBuilder<CudaObstacle>();
        void Add(CudaObstacle obstacle, string? reason)
        {
            if (reason is not null)
            {
                obstacles.Add(obstacle);
                reasons.Add(reason);
            }
        }

        var code = DeviceCode.Judge(consumer, device, Driver, Knowledge);
        Add(CudaObstacle.Device, Undriven(device));
        Add(CudaObstacle.Driver, TooOld(consumer));
        var isForOlder = code is { Runs: Runs.No } && DeviceCode.NeedsNewerDriver(consumer, device);
        Add(isForOlder ? CudaObstacle.Driver : CudaObstacle.Code, code is { Runs: Runs.No } ? code.Reason : null);
        Add(
            CudaObstacle.Torch,
            consumer.WantsTorch is { } torch ? $"is built for {torch}, and another one is installed" : null
        );
        Add(CudaObstacle.Libraries, consumer.IsMissingCertain ? Missing(consumer) : null);
        if (obstacles.Count > 0)
        {
            return new CudaVerdict(device.Index, consumer, Runs.No, string.Join("; ", reasons))
            {
                Obstacles = obstacles.DrainToImmutable(),
            };
        }

        var runs = code?.Runs ?? Runs.Unknown;
        var clauses = new[]
        {
            Needs(consumer),
            code?.Reason ?? "holds no code for GPUs itself: what it compiles when it runs cannot be told",
            consumer.IsMissingCertain ? null : Missing(consumer),
        };
        var known = consumer.Missing.IsEmpty || consumer.IsMissingCertain;
        return new CudaVerdict(
            device.Index,
            consumer,
            runs == Runs.Yes && !known ? Runs.Unknown : runs,
            string.Join("; ", clauses.Where(c => c is { Length: > 0 }))
        );
    }

    /// <summary>The same verdict once it is known what torch can do: an extension of it can do no more.</summary>
    public static CudaVerdict Through(CudaVerdict verdict, CudaVerdict? torch) =>
        torch is not null && verdict.Consumer.ExtendsTorch && torch.Runs < Runs.Yes && verdict.Runs != Runs.No
            ? verdict with
            {
                Runs = torch.Runs,
                Reason =
                    torch.Runs == Runs.No
                        ? $"computes through {torch.Consumer.Label}, which cannot use this card"
                        : $"computes through {torch.Consumer.Label}, of which it cannot be told",
                Obstacles = torch.Runs == Runs.No ? [CudaObstacle.Torch] : [],
            }
            : verdict;

    private string? Undriven(GpuDevice device) =>
        device.Trouble is { } trouble ? trouble.TrimEnd('.')
        : device.HasDriver == false ? "no driver serves this card"
        : Knowledge.Unserved(device, Driver)?.TrimEnd('.');

    private string? TooOld(CudaConsumer consumer)
    {
        if (consumer.Cuda is not { } build || Driver is null)
        {
            return null;
        }

        var floor = Knowledge.Drivers.Floor(build.Major) is { } row ? (IsWindows ? row.Windows : row.Linux) : default;
        var served = Driver.Cuda?.Value;
        var version = Driver.Version?.Value;
        var isTooOld =
            (served is { } cuda && cuda.Major < build.Major && !Driver.IsCudaLowerBound)
            || (version is { } driver && floor.Branch > 0 && driver < floor);
        if (!isTooOld)
        {
            return null;
        }

        var here = version is { } v ? $"driver {v}" : "this driver";
        var up = served is { } s ? $" serves CUDA up to {s}" : " is older";
        var needed = floor.Branch > 0 ? $"; it needs driver {floor} or newer" : "";
        return $"is built for CUDA {build}, and {here}{up}{needed}";
    }

    private string? Missing(CudaConsumer consumer)
    {
        if (consumer.Missing.IsEmpty)
        {
            return null;
        }

        var wants = Needs(consumer);
        var here = Here.Length == 0 ? "the environment brings none of it" : "here: " + Here;
        var names = string.Join(", ", consumer.Missing.Take(2));
        var more =
            consumer.Missing.Length > 2
                ? string.Create(CultureInfo.InvariantCulture, $" and {consumer.Missing.Length - 2} more")
                : "";
        var found = consumer.IsMissingCertain ? "not found" : "in no package of the environment";
        return wants.Length == 0
            ? $"{names}{more} {found}"
            : $"wants {wants.Replace(", ", " and ", StringComparison.Ordinal)}; {here} ({names}{more} {found})";
    }

    private static string Needs(CudaConsumer consumer) =>
        string.Join(
            ", ",
            new[]
            {
                consumer.Cuda is { } cuda ? $"CUDA {cuda}" : "",
                consumer.Cudnn is { } cudnn ? string.Create(CultureInfo.InvariantCulture, $"cuDNN {cudnn}") : "",
            }.Where(t => t.Length > 0)
        );
}
