using System.Collections.Immutable;

namespace Plumb.Diagnosis;

/// <summary>What a log says of a failure.</summary>
/// <param name="Causes">The cause, and at most two others that the log cannot tell from it; empty when no failure is known.</param>
/// <param name="IsUnknown">There is a failure that no signature fits.</param>
/// <param name="Decisive">Of an unknown failure the lines that say most.</param>
/// <param name="Lines">How many lines the log has.</param>
public sealed record LogDiagnosis(
    ImmutableArray<Cause> Causes,
    bool IsUnknown,
    ImmutableArray<LogLine> Decisive,
    int Lines
)
{
    /// <summary>The lines that tell how steps went, in order; of each kind the first few and the last.</summary>
    public ImmutableArray<LogSign> Signs { get; init; } = [];

    /// <summary>Reads a log to its end and names the cause of its failure.</summary>
    /// <param name="log">Its bytes: UTF-8, or UTF-16 with a mark.</param>
    /// <param name="progress">Told the bytes that were read, now and then.</param>
    /// <param name="cancellation">Ends it with the exception of cancellation.</param>
    /// <param name="environment">Where it was written; null when that is not known.</param>
    /// <param name="own">Signatures beside those that Plumb ships; null for none.</param>
    public static LogDiagnosis Read(
        Stream log,
        Action<long>? progress,
        CancellationToken cancellation,
        EnvironmentEvidence? environment = null,
        OwnSignatures? own = null
    ) => Read(log, own?.All ?? FailureSignatures.Embedded, progress, cancellation, environment);

    internal static LogDiagnosis Read(
        Stream log,
        FailureSignatures signatures,
        Action<long>? progress,
        CancellationToken cancellation,
        EnvironmentEvidence? environment = null
    ) =>
        new Diagnoser(
            signatures,
            LogReading.Read(log, signatures.Index, progress, cancellation),
            environment
        ).Diagnose();
}
