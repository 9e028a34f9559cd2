using System.Collections.Immutable;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>A report of which every text has gone through a <see cref="Redaction"/>.</summary>
internal static class RedactedReport
{
    /// <summary>The same report without what a person would not want to post.</summary>
    public static CheckReport Of(CheckReport report, Redaction redaction)
    {
        string Clean(string text) => redaction.Clean(text);
        ImmutableArray<string> CleanAll(ImmutableArray<string> texts) => [.. texts.Select(Clean)];
        return report with
        {
            Environment = report.Environment is not { } facts
                ? null
                : facts with
                {
                    Prefix = Clean(facts.Prefix),
                    SitePackages = CleanAll(facts.SitePackages),
                    Executable = facts.Executable is null ? null : Clean(facts.Executable),
                },
            Distributions =
            [
                .. report.Distributions.Select(d =>
                    d with
                    {
                        Location = Clean(d.Location),
                        Requires = [.. d.Requires.Select(r => r with { Text = Clean(r.Text) })],
                    }
                ),
            ],
            Findings = [.. report.Findings.Select(f => Of(f, redaction))],
            NotLookedAt = CleanAll(report.NotLookedAt),
            Remarks = CleanAll(report.Remarks),
            Error = report.Error is not { } error
                ? null
                : error with
                {
                    Message = Clean(error.Message),
                    Hint = error.Hint is null ? null : Clean(error.Hint),
                },
        };
    }

    private static Finding Of(Finding finding, Redaction redaction) =>
        finding with
        {
            Title = redaction.Clean(finding.Title),
            Message = redaction.Clean(finding.Message),
            Subject = finding.Subject with { Name = redaction.Clean(finding.Subject.Name) },
            Location = finding.Location is { } place ? place with { File = redaction.Clean(place.File) } : null,
            Cause = finding.Cause is null ? null : redaction.Clean(finding.Cause),
            Evidence =
            [
                .. finding.Evidence.Select(e =>
                    e with
                    {
                        Text = redaction.Clean(e.Text),
                        File = e.File is null ? null : redaction.Clean(e.File),
                    }
                ),
            ],
            Fixes =
            [
                .. finding.Fixes.Select(f =>
                    f with
                    {
                        Title = redaction.Clean(f.Title),
                        Commands = [.. f.Commands.Select(redaction.Clean)],
                    }
                ),
            ],
        };
}
