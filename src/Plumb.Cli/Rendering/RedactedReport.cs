using System.Collections.Immutable;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>A report of which every text has gone through a <see cref="PersonalNames"/>.</summary>
internal static class RedactedReport
{
    /// <summary>The same report without what a person would not want to post.</summary>
    public static CheckReport Of(CheckReport report, PersonalNames names)
    {
        string Clean(string text) => names.Clean(text);
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
            Findings = [.. report.Findings.Select(f => Of(f, names))],
            Silenced =
            [
                .. report.Silenced.Select(s =>
                    s with
                    {
                        Finding = Of(s.Finding, names),
                        By = s.By with
                        {
                            Reason = s.By.Reason is null ? null : Clean(s.By.Reason),
                            Place = s.By.Place with { File = Clean(s.By.Place.File) },
                        },
                    }
                ),
            ],
            Configuration = CleanAll(report.Configuration),
            Verdict = report.Verdict is not { } verdict ? null : new(() => Of(verdict.Value, names)),
            NotLookedAt = CleanAll(report.NotLookedAt),
            Remarks = CleanAll(report.Remarks),
            CommandRemarks = CleanAll(report.CommandRemarks),
            Error = report.Error is not { } error
                ? null
                : error with
                {
                    Message = Clean(error.Message),
                    Hint = error.Hint is null ? null : Clean(error.Hint),
                },
        };
    }

    // Paths of RECORD are relative to the environment; only those outside of it are told whole.
    private static EnvironmentVerdict Of(EnvironmentVerdict verdict, PersonalNames names) =>
        verdict with
        {
            Conflicts = [.. verdict.Conflicts.Select(c => c with { Requires = names.Clean(c.Requires) })],
            Missing = [.. verdict.Missing.Select(f => f with { Path = names.Clean(f.Path) })],
            Different = [.. verdict.Different.Select(f => f with { Path = names.Clean(f.Path) })],
            Overlaps = [.. verdict.Overlaps.Select(o => o with { Files = [.. o.Files.Select(names.Clean)] })],
        };

    private static Finding Of(Finding finding, PersonalNames names) =>
        finding with
        {
            Title = names.Clean(finding.Title),
            Message = names.Clean(finding.Message),
            Subject = finding.Subject with { Name = names.Clean(finding.Subject.Name) },
            Location = finding.Location is { } place ? place with { File = names.Clean(place.File) } : null,
            Cause = finding.Cause is null ? null : names.Clean(finding.Cause),
            Evidence =
            [
                .. finding.Evidence.Select(e =>
                    e with
                    {
                        Text = names.Clean(e.Text),
                        File = e.File is null ? null : names.Clean(e.File),
                    }
                ),
            ],
            Fixes =
            [
                .. finding.Fixes.Select(f =>
                    f with
                    {
                        Title = names.Clean(f.Title),
                        Commands = [.. f.Commands.Select(names.Clean)],
                    }
                ),
            ],
        };
}
