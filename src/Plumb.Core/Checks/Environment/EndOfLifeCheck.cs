using System.Collections.Immutable;
using System.Globalization;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Knowledge;

namespace Plumb.Checks.Environment;

/// <summary>Pythons that get no fixes any more on the day of the observation.</summary>
public sealed class EndOfLifeCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [EnvironmentRules.EndOfLife];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var installation = context.Snapshot.Installation;
        var releases = PythonReleases.Embedded;
        if (
            context.Snapshot.Date is not { } today
            || releases.EndOfLife(installation.Major, installation.Minor) is not { } end
            || releases.SourceOf(installation.Major, installation.Minor) is not { } source
            || today <= end
        )
        {
            yield break;
        }

        var minor = installation.MinorVersion();
        yield return new Finding
        {
            Rule = EnvironmentRules.EndOfLife,
            Severity = Severity.Info,
            Title = $"Python {minor} gets no fixes since {end.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}.",
            Message = "New releases of libraries leave it behind one by one.",
            Subject = new Subject(SubjectKind.Environment, installation.Prefix, installation.Version),
            Evidence = [new Evidence($"{source.Text} (read {source.Date})")],
        };
    }
}
