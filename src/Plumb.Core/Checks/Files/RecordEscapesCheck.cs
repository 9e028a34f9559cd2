using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Files;

/// <summary>Rows of RECORD that name what is not the distribution's to delete.</summary>
public sealed class RecordEscapesCheck : ICheck
{
    private const int MostShown = 5;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [FileRules.RecordEscapes];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var folders = context.Snapshot.Distributions.Select(d => d.Location).ToFrozenSet(StringComparer.Ordinal);
        var ghosts = context
            .Duplicates.SelectMany(d => d.Ghosts)
            .Select(d => d.Location)
            .ToFrozenSet(StringComparer.Ordinal);
        foreach (var distribution in context.Snapshot.Distributions)
        {
            if (!distribution.Site.IsOwn || ghosts.Contains(distribution.Location))
            {
                continue;
            }

            var owner = new RowOwner(context, distribution, folders);
            var rows = new List<(RecordedFile File, string Why)>();
            foreach (var file in distribution.Files)
            {
                if (owner.WhyForeign(file) is { } why)
                {
                    rows.Add((file, why));
                }
            }

            if (rows.Count > 0)
            {
                yield return Judge(context, distribution, rows);
            }
        }
    }

    private static Judgement Judge(
        CheckContext context,
        InstalledDistribution distribution,
        List<(RecordedFile File, string Why)> rows
    )
    {
        var record = WorldPath.Join(distribution.Location, "RECORD");
        var there = rows.Where(r => r.File.Presence != Presence.Missing && !RowOwner.NamesDrive(r.File, distribution))
            .ToList();
        var shown = (there.Count > 0 ? there : rows).ToList();
        var lines = rows.Select(r => r.File.Row.Line).Distinct().ToList();
        var finding = new Finding
        {
            Rule = FileRules.RecordEscapes,
            Severity = there.Count > 0 && !distribution.Site.IsDistributionManaged ? Severity.Warning : Severity.Info,
            Title =
                $"{distribution.Label}: RECORD names {Prose.List(shown.Select(r => r.File.Row.Path))}, "
                + $"which {(shown.Count == 1 ? "is" : "are")} not its own.",
            Message =
                there.Count > 0
                    ? $"Uninstalling or upgrading it would delete {(there.Count == 1 ? "that file" : "those files")}."
                    : "Nothing lies there now.",
            Subject = new Subject(SubjectKind.Distribution, distribution.Name, distribution.VersionText),
            Location = new Location(record, shown[0].File.Row.Line),
            Evidence =
            [
                .. shown
                    .Take(MostShown)
                    .Select(r => new Evidence(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"line {r.File.Row.Line}: {r.File.Row.Path} means {r.File.Path}: {r.Why}"
                        ),
                        record
                    )),
            ],
            Cause = "escape:" + distribution.Location,
        };
        var fix = new ProposedFix(
            $"delete {Prose.Count(lines.Count, "line")} of RECORD",
            [context.Commands.DeleteLines(record, lines)],
            1,
            s => SnapshotEdits.WithoutRows(s, distribution.Location, lines)
        );
        return new Judgement(finding, [fix]);
    }
}
