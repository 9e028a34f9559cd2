using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Knowledge;
using Plumb.Text;

namespace Plumb.Checks.Paths;

/// <summary>What <c>.pth</c> files do at every start of Python: lines of code, and folders that are not there.</summary>
public sealed class PthFilesCheck : ICheck
{
    private const int MostQuoted = 200;
    private const int MostSkipped = 3;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules =>
        [PathRules.RunsCode, PathRules.DeadLine, PathRules.UnreadablePth, PathRules.FailingLine];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var pth in context.Snapshot.PthFiles)
        {
            if (pth.Failure != FileFailure.None)
            {
                yield return Unreadable(pth);
            }

            var owner = OwnerOf(context, pth);
            if (pth.Lines.Any(l => l.IsCode))
            {
                yield return Code(context, pth, owner);
            }

            if (pth.Lines.FirstOrDefault(l => l.MissingModule is not null) is { } failing)
            {
                yield return Failing(pth, failing, owner);
            }

            foreach (var line in pth.Lines.Where(l => !l.IsCode && !l.TargetExists))
            {
                yield return Dead(context, pth, line, owner);
            }
        }
    }

    private static InstalledDistribution? OwnerOf(CheckContext context, ObservedPth pth) =>
        context.Ownership.OwnerOf(pth.Path);

    private static bool IsFromTheSystem(CheckContext context, ObservedPth pth) =>
        context.Snapshot.Sites.Any(s =>
            s.Path == WorldPath.Parent(pth.Path) && (s.IsDistributionManaged || s.Origin == PathOrigin.SystemSite)
        );

    private static Judgement Code(CheckContext context, ObservedPth pth, InstalledDistribution? owner)
    {
        var line = pth.Lines.First(l => l.IsCode);
        var name = WorldPath.Name(pth.Path);
        var known = StartFiles.Embedded.Find(name, pth.Lines.Where(l => l.IsCode).Select(l => l.Text));
        var explained = owner is not null || known is not null || IsFromTheSystem(context, pth);
        var by =
            owner is not null ? $" of {owner.Label}"
            : known is not null ? $" (written by {known.By})"
            : "";
        var finding = new Finding
        {
            Rule = PathRules.RunsCode,
            Severity = explained ? Severity.Info : Severity.Warning,
            Title = explained
                ? $"{name}{by} runs code whenever Python starts."
                : $"{name} runs code whenever Python starts, and no installed distribution owns it.",
            Message = known is null ? "" : $"It {known.Purpose}.",
            Subject = new Subject(SubjectKind.File, pth.Path),
            About = Clip(line.Text),
            Location = new Location(pth.Path, line.Number),
            Evidence = [new Evidence(Clip(line.Text), pth.Path)],
        };
        return explained
            ? finding
            : new Judgement(
                finding,
                [
                    new ProposedFix(
                        "delete it, once you have read it and know that nothing needs it",
                        [context.Commands.DeleteFiles(pth.Path)],
                        1,
                        s => SnapshotEdits.DeletePaths(s, pth.Path)
                    ),
                ]
            );
    }

    private static Finding Dead(
        CheckContext context,
        ObservedPth pth,
        ObservedPthLine line,
        InstalledDistribution? owner
    )
    {
        var editable = owner is { DirectUrl.Editable: true };
        return new Finding
        {
            Rule = PathRules.DeadLine,
            Severity = Severity.Info,
            Title =
                $"{WorldPath.Name(pth.Path)}{(owner is null ? "" : $" of {owner.Label}")} puts {line.Target} on the path, which does not exist.",
            Subject = new Subject(SubjectKind.File, pth.Path),
            About = Clip(line.Text),
            Location = new Location(pth.Path, line.Number),
            Evidence = [new Evidence(Clip(line.Text), pth.Path)],
            Cause = editable ? "editable:" + owner!.Location : null,
            IsConsequence = editable,
        };
    }

    /// <summary>site.py reports the error and leaves the file at that line.</summary>
    private static Finding Failing(ObservedPth pth, ObservedPthLine line, InstalledDistribution? owner)
    {
        var skipped = pth.Lines.Where(l => l.Number > line.Number).ToList();
        return new Finding
        {
            Rule = PathRules.FailingLine,
            Severity = Severity.Warning,
            Title =
                $"{WorldPath.Name(pth.Path)}{(owner is null ? "" : $" of {owner.Label}")} imports {line.MissingModule} whenever Python starts, and no such module is on the path.",
            Message =
                "Every start of Python prints the error."
                + (
                    skipped.Count == 0
                        ? ""
                        : $" It stops at line {line.Number}: {Prose.Count(skipped.Count, "later line")} of the file {(skipped.Count == 1 ? "has" : "have")} no effect."
                ),
            Subject = new Subject(SubjectKind.File, pth.Path),
            About = line.MissingModule,
            Location = new Location(pth.Path, line.Number),
            Evidence =
            [
                new Evidence(Clip(line.Text), pth.Path),
                .. skipped.Take(MostSkipped).Select(l => new Evidence("not reached: " + Clip(l.Text), pth.Path)),
            ],
        };
    }

    private static Finding Unreadable(ObservedPth pth) =>
        new()
        {
            Rule = PathRules.UnreadablePth,
            Severity = Severity.Warning,
            Title = $"{WorldPath.Name(pth.Path)} cannot be read: {FileFailureText.Of(pth.Failure)}.",
            Message = "What it puts on the path, or runs at every start, was not looked at.",
            Subject = new Subject(SubjectKind.File, pth.Path),
            Location = new Location(pth.Path),
        };

    // A credential that is cut in two is no longer recognised.
    private static string Clip(string text) =>
        Redaction.Redact(text) is var shown && shown.Length <= MostQuoted ? shown : shown[..MostQuoted] + "…";
}
