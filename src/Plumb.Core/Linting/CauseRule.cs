using Plumb.Diagnosis;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>
/// The cause that a document gives for an error is the known one (<c>knowledge/failures</c>): the order of installing, or two packages
/// that share their files, are blamed for much that comes from elsewhere.
/// </summary>
internal sealed class CauseRule : IClaimRule
{
    private static readonly string[] _order =
    [
        "installation order",
        "install order",
        "order of install",
        "installed in the wrong order",
    ];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var issue in Issue.Read(document).Take(Issue.Most))
        {
            var end = issue.Commands.IsEmpty ? int.MaxValue : issue.Commands[0].Source.Index;
            foreach (var line in issue.After.Where(l => l.Block == 0 && l.Index < end))
            {
                var isOrder = TextSearch.HasAny(line.Statement, _order);
                var family = isOrder ? null : Shared(line);
                if ((!isOrder && family is null) || Known(issue) is not { } cause || IsTold(cause, family, isOrder))
                {
                    continue;
                }

                yield return new Claim(
                    line.Number,
                    line.Statement.Trim(' ', '-'),
                    isOrder ? ClaimVerdict.False : ClaimVerdict.Imprecise,
                    family is null
                        ? $"Not the order: {cause.Sentence}"
                        : $"The message means another thing: {cause.Sentence} What follows from both: {family.Effect}.",
                    cause.Source.Text,
                    isOrder ? "install-order" : "fix-works"
                );
            }
        }
    }

    // "Both onnxruntime and onnxruntime-gpu installed"
    private static ExclusiveFamily? Shared(DocumentLine line)
    {
        if (
            !TextSearch.HasWord(line.Statement, "both")
            || !line.Statement.Contains("install", StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }

        return ExclusiveFamilies.Embedded.All.FirstOrDefault(f =>
            line.Mentions.Select(m => m.Name).Distinct().Count(f.Members.Contains) > 1
        );
    }

    private static Cause? Known(Issue issue)
    {
        foreach (var error in issue.Errors.Take(Issue.MostErrors))
        {
            // Documents cut the message of the loader off behind the module's name.
            var text = error.Text.Trim(' ', '#', '*', '`');
            text +=
                text.Contains("DLL load failed while importing", StringComparison.Ordinal)
                && text.Count(c => c == ':') < 2
                    ? ": The specified module could not be found."
                    : "";
            if (Issue.CauseOf(text) is { } cause)
            {
                return cause;
            }
        }

        return null;
    }

    // The signature itself speaks of it.
    private static bool IsTold(Cause cause, ExclusiveFamily? family, bool isOrder) =>
        isOrder
            ? TextSearch.HasAny(cause.Sentence, ["order", "before", "first"])
            : family!.Members.Count(m => Mentions(cause, m)) > 1;

    private static bool Mentions(Cause cause, PackageName name) =>
        TextSearch.HasWord(cause.Sentence, name.Normalized)
        || cause.Fixes.Any(f => f.Commands.Any(c => TextSearch.HasWord(c, name.Normalized)));
}
