using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Environment;

/// <summary>Folders that could not be listed and facts that could not be read, in one finding: what is missing from every other answer.</summary>
public sealed class UnreadableFoldersCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [EnvironmentRules.Unreadable];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var snapshot = context.Snapshot;
        if (!snapshot.Tree.Unread.IsEmpty)
        {
            var first = snapshot.Tree.Unread[0];
            var more = snapshot.Tree.Unread.Length - 1;
            yield return new Finding
            {
                Rule = EnvironmentRules.Unreadable,
                Severity = Severity.Warning,
                Title =
                    more == 0
                        ? $"{first.Path} cannot be read: {FileFailureText.Of(first.Failure)}."
                        : FormattableString.Invariant(
                            $"{first.Path} and {more} more {(more == 1 ? "folder" : "folders")} cannot be read: {FileFailureText.Of(first.Failure)}."
                        ),
                Message =
                    "What lies there was not looked at, and files there are not said to be missing. Look again as the account that owns the environment.",
                Subject = new Subject(SubjectKind.File, first.Path),
                Location = new Location(first.Path),
                Evidence = [.. snapshot.Tree.Unread.Select(f => new Evidence(FileFailureText.Of(f.Failure), f.Path))],
                Cause = "unreadable",
            };
        }

        foreach (var sentence in snapshot.Installation.Unread)
        {
            yield return new Finding
            {
                Rule = EnvironmentRules.Unreadable,
                Severity = Severity.Info,
                Title = sentence,
                Subject = new Subject(
                    SubjectKind.Environment,
                    snapshot.Installation.Prefix,
                    snapshot.Installation.Version
                ),
            };
        }

        if (!snapshot.Tree.IsComplete)
        {
            yield return new Finding
            {
                Rule = EnvironmentRules.Unreadable,
                Severity = Severity.Warning,
                Title = "This environment has more files than Plumb looks at; some folders were left out.",
                Message = "Files in them are neither called missing nor whole.",
                Subject = new Subject(
                    SubjectKind.Environment,
                    snapshot.Installation.Prefix,
                    snapshot.Installation.Version
                ),
            };
        }
    }
}
