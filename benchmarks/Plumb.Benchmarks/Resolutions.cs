using System.Diagnostics;
using System.Globalization;
using Plumb.Core.Tests.Resolution.Cases;
using Plumb.Index;
using Plumb.Resolution;

namespace Plumb.Benchmarks;

/// <summary>
/// How long resolutions take in one process: resolvelib's cases, pyrax (which has no solution) among them, and the recorded stacks. First
/// is with nothing read yet of the index, the others are medians with the index read; every one begins with a new resolver.
/// </summary>
internal static class Resolutions
{
    private const int Runs = 9;

    public static int Run()
    {
        foreach (var theCase in SolverCase.All)
        {
            var index = theCase.ReadIndex();
            Print(theCase.Name, index, theCase.Request(PreReleasePolicy.IfNecessary));
        }

        var snapshot = IndexSnapshot.OpenEmbedded();
        var total = RecordedScenario.All.Sum(s => Print(s.Id, snapshot, s.Request));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recorded stacks together {total:F0} ms"));
        return 0;
    }

    private static double Print(string name, IPackageIndex index, ResolutionRequest request)
    {
        var (first, outcome, resolver) = Time(index, request);
        var median = MeasuredProcess.Median([
            .. Enumerable.Range(0, Runs).Select(_ => Time(index, request).Milliseconds),
        ]);
        var verdict = outcome is Resolved resolved ? $"{resolved.Packages.Length} packages" : "no solution";
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -32} {verdict, -14} {resolver.Conflicts, 4} conflicts  first {first, 7:F1} ms  median {median, 7:F1} ms"
            )
        );
        return median;
    }

    private static (double Milliseconds, ResolutionOutcome Outcome, Resolver Resolver) Time(
        IPackageIndex index,
        ResolutionRequest request
    )
    {
        var clock = Stopwatch.GetTimestamp();
        var resolver = new Resolver(request, index);
        var outcome = resolver.Resolve();
        return (Stopwatch.GetElapsedTime(clock).TotalMilliseconds, outcome, resolver);
    }
}
