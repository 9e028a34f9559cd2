using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Python;
using Plumb.Stacks;

namespace Plumb.Diagnosis;

/// <summary>The environment in which a log was written, and the stack that it serves: what they say of a failure.</summary>
public sealed class EnvironmentEvidence
{
    private readonly CheckContext? _context;
    private readonly ImmutableArray<Finding> _findings;
    private readonly Func<string, ContentFacts?> _files;
    private readonly Lazy<ImmutableHashSet<string>> _modules;

    /// <summary>Takes what was seen.</summary>
    /// <param name="result">The environment as it was checked; null where none is known.</param>
    /// <param name="stack">The stack; null for none.</param>
    /// <param name="files">What a file that the log names is; null when it is not there.</param>
    public EnvironmentEvidence(CheckResult? result, Stack? stack, Func<string, ContentFacts?> files)
    {
        _context = result is null ? null : new CheckContext(result.Snapshot, result.Declared);
        _findings = result?.Findings ?? [];
        _files = files;
        Stack = stack;
        _modules = new Lazy<ImmutableHashSet<string>>(() => result is null ? [] : Modules(result.Snapshot));
    }

    /// <summary>The environment's folder; null where none is known.</summary>
    public string? Prefix => _context?.Snapshot.Installation.Prefix;

    /// <summary>The stack; null for none.</summary>
    public Stack? Stack { get; }

    /// <summary>The environment with the views that checks have of it.</summary>
    internal CheckContext? Context => _context;

    /// <summary>Asks all that a signature wants to know.</summary>
    internal EvidenceVerdict Judge(FailureSignature signature, IReadOnlyDictionary<string, string> values)
    {
        if (_context is null)
        {
            return EvidenceVerdict.None;
        }

        var sentences = ImmutableArray.CreateBuilder<string>();
        bool? holds = null;
        foreach (var question in signature.Questions)
        {
            if (WordTemplate.Fill(question.Name, values) is not { } name || Answer(question, name) is not { } answer)
            {
                continue;
            }

            sentences.Add(answer.Sentence);
            holds = holds != false && answer.Holds;
        }

        var proofs = _findings
            .Where(f => f.Severity > Severity.Info && signature.Checks.Any(f.Rule.Answers))
            .DistinctBy(f => f.Cause ?? f.Title, StringComparer.Ordinal)
            .ToImmutableArray();
        if (holds != false && !proofs.IsEmpty)
        {
            sentences.AddRange(proofs.Take(2).Select(f => f.Title));
            holds = true;
        }

        return new EvidenceVerdict(holds, sentences.DrainToImmutable(), holds == true ? proofs : []);
    }

    private (bool Holds, string Sentence)? Answer(EnvironmentQuestion question, string name) =>
        question.Kind switch
        {
            QuestionKind.Distribution => PackageName.TryParse(name, out var distribution)
                ? Installed(question, name, distribution)
                : null,
            QuestionKind.Module => Module(question, name),
            _ => File(question, name),
        };

    private (bool, string)? Installed(EnvironmentQuestion question, string name, PackageName distribution)
    {
        if (_context!.Requirements.Find(distribution) is not { } installed)
        {
            return (question.Answers.Contains("missing", StringComparer.Ordinal), $"{name} is not installed.");
        }

        var holds = question.Answers.Any(a =>
            a == "present"
            || (
                a != "missing"
                && installed.Version is { } version
                && VersionSpecifiers.Parse(a).Contains(version, prereleases: true)
            )
        );
        return (holds, $"{installed.Label} is installed.");
    }

    // A namespace's parts come from several folders, and only names of files were listed: what is there may still fail.
    private (bool, string)? Module(EnvironmentQuestion question, string name)
    {
        if (!_context!.Snapshot.Observed.HasFlag(Observation.Files))
        {
            return null;
        }

        var isThere = _modules.Value.Contains(name);
        return (
            question.Answers.Contains(isThere ? "present" : "missing", StringComparer.Ordinal),
            isThere ? $"A module {name} is on the path." : $"No module {name} is on the path."
        );
    }

    private (bool, string)? File(EnvironmentQuestion question, string path)
    {
        // The log names it, and a log is written by anyone.
        if (!Plumb.Files.WorldPath.IsAbsolute(path) || Plumb.Files.WorldPath.IsNetworkShare(path))
        {
            return null;
        }

        var facts = _files(path);
        var (word, sentence) =
            facts is null ? ("missing", $"{path} is not there.")
            : facts.IsLfsPointer ? ("lfs-pointer", $"{path} is a git-lfs pointer.")
            : facts.IsHtml ? ("html", $"{path} is a page of HTML.")
            : facts.IsCutOff ? ("cut-off", $"{path} ends before its own headers say.")
            : ("present", $"{path} is there.");
        return (
            question.Answers.Contains(word, StringComparer.Ordinal)
                || (facts is not null && question.Answers.Contains("present", StringComparer.Ordinal)),
            sentence
        );
    }

    private static ImmutableHashSet<string> Modules(EnvironmentSnapshot snapshot) =>
        [
            .. snapshot
                .Sites.SelectMany(s => ModuleListing.Of(snapshot.Tree, s.Path))
                .Concat(snapshot.PathModules)
                .Concat(snapshot.ApplicationModules)
                .Select(m => m.Name),
        ];
}

/// <summary>What an environment says of a signature.</summary>
/// <param name="Holds">True where it shows the cause, false where it contradicts it, null where it says nothing.</param>
/// <param name="Sentences">What it shows.</param>
/// <param name="Proofs">Findings that show it.</param>
internal sealed record EvidenceVerdict(bool? Holds, ImmutableArray<string> Sentences, ImmutableArray<Finding> Proofs)
{
    /// <summary>No environment was asked.</summary>
    public static EvidenceVerdict None { get; } = new(null, [], []);
}
