using Plumb.Diagnosis;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>
/// The cure that a document gives for an error cures it, by what was removed (<c>knowledge/removed-apis.toml</c>), by the signatures of
/// failures (<c>knowledge/failures</c>) and by cures that are known to be vain (<c>knowledge/behaviour-changes.toml</c>).
/// </summary>
internal sealed class FixRule : IClaimRule
{
    private const string Name = "fix-works";

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var issue in Issue.Read(document).Take(Issue.Most))
        {
            var known = issue.Commands.Any(c => c.Kind == InstallKind.Install) ? Known(issue) : [];
            foreach (
                var claim in Removed(issue)
                    .Concat(Vain(issue))
                    .Concat(Changed(issue))
                    .Concat(known)
                    .DistinctBy(c => (c.Line, c.Text))
            )
            {
                yield return claim;
            }
        }
    }

    private static IEnumerable<WrittenRequirement> Installed(Issue issue) =>
        issue.Commands.Where(c => c.Kind == InstallKind.Install).SelectMany(c => c.Requirements);

    private static IEnumerable<Claim> Removed(Issue issue)
    {
        var apis = issue.Errors.SelectMany(e => RemovedNames.InMessage(e.Text, out _)).ToList();
        foreach (var written in Installed(issue))
        {
            var api = apis.Find(a =>
                a.Package == written.Requirement.Name
                && !written.Requirement.Specifiers.Items.IsEmpty
                && written.Requirement.Specifiers.ToRange().IsSubsetOf(a.Without)
            );
            if (api is not null)
            {
                yield return new Claim(
                    written.Line,
                    written.Text,
                    ClaimVerdict.False,
                    $"{api.FullName} went with {api.Package} {api.RemovedIn}: {written.Text} has it neither. Install \"{api.Package}<{api.RemovedIn}\""
                        + (api.Replacement.Length > 0 ? $", or write {api.Replacement}." : "."),
                    api.Source.Text,
                    Name
                );
            }
        }
    }

    private static IEnumerable<Claim> Vain(Issue issue)
    {
        foreach (var command in issue.Commands)
        {
            var vain = BehaviourChanges.Embedded.Vain.FirstOrDefault(v =>
                command.Has(v.Option) && issue.Errors.Any(e => e.Text.Contains(v.Message, StringComparison.Ordinal))
            );
            if (vain is not null)
            {
                yield return new Claim(command.Line, vain.Option, ClaimVerdict.False, vain.Why, vain.Source.Text, Name);
            }
        }
    }

    // "Downgrade to Gradio 3.50.2" for what went with 5.0.
    private static IEnumerable<Claim> Changed(Issue issue)
    {
        foreach (
            var change in BehaviourChanges.Embedded.Changes.Where(c =>
                c.Message.Length > 0 && issue.Errors.Any(e => e.Text.Contains(c.Message, StringComparison.Ordinal))
            )
        )
        {
            var told = issue
                .After.Where(l => TextSearch.HasAny(l.Statement, ["downgrade", "upgrade", "install", "pin "]))
                .SelectMany(l =>
                    l.Mentions.Where(m => m.Name == change.Package && m.Versions is not null)
                        .Select(m => (l.Number, Text: m.Said, Versions: m.Versions!))
                );
            var run = Installed(issue)
                .Where(r => r.Requirement.Name == change.Package && !r.Requirement.Specifiers.Items.IsEmpty)
                .Select(r => (Number: r.Line, r.Text, Versions: r.Requirement.Specifiers));
            foreach (var (line, text, versions) in told.Concat(run))
            {
                if (Changed(change, line, text, versions) is { } claim)
                {
                    yield return claim;
                }
            }
        }
    }

    private static Claim? Changed(BehaviourChange change, int line, string text, VersionSpecifiers versions)
    {
        var after = VersionSpecifiers.Parse($">={change.Version}").ToRange();
        if (versions.ToRange().IsSubsetOf(after))
        {
            return new Claim(
                line,
                text,
                ClaimVerdict.False,
                $"{change.What}, from {change.Package} {change.Version} on: {text} has the change too.",
                change.Source.Text,
                Name
            );
        }

        var last = PackageReleases
            .Embedded.Find(change.Package)
            ?.Versions.LastOrDefault(v => v < change.Version && !v.IsPrerelease);
        return versions.Items is [{ Version: { } pinned }] && last is { } newest && pinned.Major < newest.Major
            ? new Claim(
                line,
                text,
                ClaimVerdict.Imprecise,
                $"The change came with {change.Package} {change.Version}: {change.Package} {newest} has the old behaviour too.",
                change.Source.Text,
                Name
            )
            : null;
    }

    // What the signature of the error installs, beside what the document installs.
    private static IEnumerable<Claim> Known(Issue issue)
    {
        foreach (var error in issue.Errors.Take(Issue.MostErrors))
        {
            if (Issue.CauseOf(error.Text.Trim(' ', '#', '❌', '*', '`')) is not { } cause)
            {
                continue;
            }

            var wanted = cause.Fixes.SelectMany(f => f.Commands).SelectMany(Requirements).ToList();
            foreach (var written in Installed(issue))
            {
                if (Beside(cause, wanted, written) is { } claim)
                {
                    yield return claim;
                }
            }
        }
    }

    private static Claim? Beside(Cause cause, List<Requirement> wanted, WrittenRequirement written)
    {
        var own = written.Requirement;
        var same = wanted.FindAll(w => w.Name == own.Name);
        if (same.Count > 0)
        {
            return
                !own.Specifiers.Items.IsEmpty
                && same.TrueForAll(w =>
                    !w.Specifiers.Items.IsEmpty && w.Specifiers.ToRange().IsDisjointFrom(own.Specifiers.ToRange())
                )
                ? Of(cause, written, $"{cause.Sentence} Install \"{same[0].Name}{same[0].Specifiers}\".")
                : null;
        }

        var family = ExclusiveFamilies.Embedded.Of(own.Name);
        var other = family is null ? null : wanted.Find(w => family.Members.Contains(w.Name));
        return other is null ? null : Of(cause, written, $"{cause.Sentence} Install {other.Name} in its place.");
    }

    private static Claim Of(Cause cause, WrittenRequirement written, string correct) =>
        new(written.Line, written.Text, ClaimVerdict.False, correct, cause.Source.Text, Name);

    private static IEnumerable<Requirement> Requirements(string command)
    {
        foreach (var words in ShellWords.Commands(command))
        {
            var install = words.IndexOf("install");
            foreach (var word in install < 0 ? [] : words.Skip(install + 1))
            {
                if (word[0] != '-' && Requirement.TryParse(word, out var requirement, out _))
                {
                    yield return requirement;
                }
            }
        }
    }
}
