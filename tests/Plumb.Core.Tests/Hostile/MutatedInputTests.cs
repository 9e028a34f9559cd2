using System.Diagnostics;
using System.Globalization;
using Plumb.Core.Tests.Corpus;
using Plumb.Files;
using Xunit;

namespace Plumb.Core.Tests.Hostile;

/// <summary>
/// Readers that are fed damaged inputs neither throw nor hang nor ask for much memory. PLUMB_FUZZ=1000000 runs about that many
/// in all; PLUMB_FUZZ_SEED makes a run of other ones, or begins at the one that failed.
/// </summary>
public sealed class MutatedInputTests : IDisposable
{
    private const long MostBytes = 256L << 20;
    private const int UsualInputs = 2000;
    private const int UsualFirst = 20_260_000;
    private static readonly TimeSpan _mostTime = TimeSpan.FromMinutes(20);
    private readonly string _folder = TemporaryFolder.Create();

    public static TheoryData<string> Readers => [.. FuzzTarget.Readers.Keys];

    public static TheoryData<string> Declarations => [.. FuzzTarget.Declarations.Keys];

    [Theory]
    [MemberData(nameof(Readers))]
    public Task A_damaged_text_is_read_or_refused(string name)
    {
        var target = FuzzTarget.Readers[name];
        return RunAsync(name, new ByteMutator(target.Seeds()), target.Read);
    }

    [Theory]
    [MemberData(nameof(Declarations))]
    public Task A_damaged_declaration_is_read_or_refused(string name)
    {
        var world = new FileWorld(_folder);
        return RunAsync(
            name,
            new ByteMutator(FuzzTarget.Declarations[name]()),
            bytes =>
            {
                File.WriteAllBytes(Path.Combine(_folder, name), bytes);
                FuzzTarget.ReadDeclaration(world, "/", name);
            }
        );
    }

    public void Dispose() => TemporaryFolder.Remove(_folder);

    private static async Task RunAsync(string name, ByteMutator mutator, Action<byte[]> read)
    {
        var kinds = FuzzTarget.Readers.Count + FuzzTarget.Declarations.Count;
        var count = Number("PLUMB_FUZZ") is { } all ? (all / kinds) + 1 : UsualInputs;
        var first = Number("PLUMB_FUZZ_SEED") ?? UsualFirst;
        var current = first;
        var slowest = (Time: TimeSpan.Zero, Number: first);
        var largest = (Bytes: 0L, Number: first);
        var cancellation = TestContext.Current.CancellationToken;
        void Feed()
        {
            for (var number = first; number < first + count && !cancellation.IsCancellationRequested; number++)
            {
                Volatile.Write(ref current, number);
                var bytes = mutator.Make(number);
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                try
                {
                    read(bytes);
                }
                catch (Exception e)
                {
                    Assert.Fail($"{name}: PLUMB_FUZZ_SEED={number} ({bytes.Length} bytes) threw {e}");
                }

                var time = Stopwatch.GetElapsedTime(start);
                var taken = GC.GetAllocatedBytesForCurrentThread() - before;
                slowest = time > slowest.Time ? (time, number) : slowest;
                largest = taken > largest.Bytes ? (taken, number) : largest;
                if (taken > MostBytes)
                {
                    Assert.Fail($"{name}: PLUMB_FUZZ_SEED={number} ({bytes.Length} bytes) took {taken >> 20} MiB");
                }
            }
        }

        try
        {
            await Task
                .Factory.StartNew(Feed, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .WaitAsync(_mostTime, cancellation);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{name}: PLUMB_FUZZ_SEED={Volatile.Read(ref current)} does not end");
        }

        TestContext.Current.SendDiagnosticMessage(
            "{0}: {1} inputs, slowest {2:0.0} ms (seed {3}), most memory {4} KiB (seed {5})",
            name,
            count,
            slowest.Time.TotalMilliseconds,
            slowest.Number,
            largest.Bytes >> 10,
            largest.Number
        );
    }

    private static int? Number(string variable) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(variable),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
