using System.Collections.Immutable;
using System.Globalization;
using Plumb.Files;
using Plumb.Formats.Fatbins;
using Plumb.Machine.Gpus;

namespace Plumb.Native.Cuda;

/// <summary>
/// Whether the code of a consumer runs on a card. Kernels lie in groups that are loaded together, and a card needs an image in each group
/// that is used; groups with nothing but code for particular cards are chosen at run time and do not count where they do not fit.
/// </summary>
public static class DeviceCode
{
    /// <summary>Judges all groups of all libraries; null when there is no code.</summary>
    public static GpuCodeVerdict? Judge(
        CudaConsumer consumer,
        GpuDevice device,
        CudaDriver? driver,
        GpuKnowledge knowledge
    )
    {
        var known = new Dictionary<FatbinArchitecture, GpuCodeVerdict>();
        GpuCodeVerdict Of(FatbinArchitecture code) =>
            known.TryGetValue(code, out var verdict) ? verdict : known[code] = knowledge.Judge(code, device, driver);

        var counts = new int[3];
        GpuCodeVerdict? best = null;
        foreach (var group in consumer.Libraries.SelectMany(l => l.Code).SelectMany(c => c.Groups))
        {
            if (Best(group.Architectures, Of) is not { } verdict)
            {
                continue;
            }

            counts[(int)verdict.Runs] += group.Containers;
            best = best is null || best.Runs < verdict.Runs ? verdict : best;
        }

        var (unknown, no, yes) = (counts[(int)Runs.Unknown], counts[(int)Runs.No], counts[(int)Runs.Yes]);
        var total = unknown + no + yes;
        if (total == 0 || best is null)
        {
            return null;
        }

        if (no == total)
        {
            return new GpuCodeVerdict(Runs.No, WhyNot(consumer.Architectures, device, Of));
        }

        if (no * 2 > total && Largest(consumer) is { } largest && !HasImage(largest, Of))
        {
            var architectures = (consumer with { Libraries = [largest] }).Architectures;
            return new GpuCodeVerdict(
                Runs.No,
                $"its {WorldPath.Name(largest.Path)} {WhyNot(architectures, device, Of)}"
            );
        }

        var runs =
            no * 2 > total ? Runs.No
            : yes >= unknown ? Runs.Yes
            : Runs.Unknown;
        var part = string.Create(
            CultureInfo.InvariantCulture,
            $"{no:N0} of {total:N0} groups of kernels have no image for it"
        );
        return new GpuCodeVerdict(
            runs,
            runs == Runs.No ? part
                : no > 0 ? $"{First(best, runs, known)}; {part}"
                : First(best, runs, known)
        );
    }

    /// <summary>"sm_50 … sm_90", "sm_86 and PTX for compute_90".</summary>
    public static string Describe(ImmutableArray<FatbinArchitecture> architectures)
    {
        var cubins = Span(architectures.Where(a => a.Kind == FatbinKind.Cubin));
        var ptx = Span(architectures.Where(a => a.Kind == FatbinKind.Ptx));
        return ptx.Length == 0 ? cubins : (cubins.Length == 0 ? "" : cubins + " and ") + "PTX for " + ptx;
    }

    /// <summary>True when it holds PTX for the card, so that a newer driver could compile it.</summary>
    public static bool NeedsNewerDriver(CudaConsumer consumer, GpuDevice device) =>
        consumer.Architectures.Any(a =>
            a is { Kind: FatbinKind.Ptx, Features: FatbinFeatures.Baseline } && a.Capability <= device.Capability?.Value
        );

    private static string Span(IEnumerable<FatbinArchitecture> architectures)
    {
        var names = architectures.OrderBy(a => a.Number).Select(a => a.Name).Distinct(StringComparer.Ordinal).ToList();
        return names.Count > 3 ? $"{names[0]} … {names[^1]}" : string.Join(", ", names);
    }

    // Null for a group that holds only code for particular cards, none of which is this one.
    private static GpuCodeVerdict? Best(
        ImmutableArray<FatbinArchitecture> group,
        Func<FatbinArchitecture, GpuCodeVerdict> judge
    )
    {
        GpuCodeVerdict? best = null;
        foreach (var code in group.OrderByDescending(a => a.Kind).ThenByDescending(a => a.Number))
        {
            var verdict = judge(code);
            if (best is null || Rank(verdict.Runs) > Rank(best.Runs))
            {
                best = verdict;
            }
        }

        return best is null || (best.Runs == Runs.No && group.All(a => a.Features != FatbinFeatures.Baseline))
            ? null
            : best;
    }

    private static int Rank(Runs runs) =>
        runs switch
        {
            Runs.Yes => 2,
            Runs.Unknown => 1,
            _ => 0,
        };

    private static string First(GpuCodeVerdict best, Runs runs, Dictionary<FatbinArchitecture, GpuCodeVerdict> known) =>
        best.Runs == runs ? best.Reason : known.Values.First(v => v.Runs == runs).Reason;

    private static CudaLibrary? Largest(CudaConsumer consumer) =>
        consumer.Libraries.MaxBy(l => l.Code.Sum(c => c.Containers));

    private static bool HasImage(CudaLibrary library, Func<FatbinArchitecture, GpuCodeVerdict> judge) =>
        library.Code.SelectMany(c => c.Entries.Keys).Any(a => judge(a).Runs != Runs.No);

    private static string WhyNot(
        ImmutableArray<FatbinArchitecture> all,
        GpuDevice device,
        Func<FatbinArchitecture, GpuCodeVerdict> judge
    )
    {
        var capability = device.Capability?.Value;
        var compilable = all.Where(a => a.Kind == FatbinKind.Ptx && a.Capability <= capability).ToList();
        if (compilable.Count > 0)
        {
            return judge(compilable.MinBy(a => a.PtxVersion)).Reason;
        }

        var sm = capability?.SmName ?? "it";
        return $"holds {Describe(all)}, no PTX that {sm} can compile";
    }
}
