using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Checks.Installing;
using Plumb.Checks.Requirements;
using Plumb.Findings;
using Plumb.Python;

namespace Plumb.Diagnosis;

/// <summary>
/// Fixes as one environment takes them: those that its own checks found and tried come first; commands of others are its own installer's,
/// and are tried on its snapshot where they install what the signature asks about.
/// </summary>
/// <param name="context">The environment.</param>
internal sealed class EnvironmentFixes(CheckContext context)
{
    private const string PipInstall = "python -m pip install ";
    private const string PipUninstall = "python -m pip uninstall -y ";

    // Stands for the newest version that there is.
    private static readonly PythonVersion _newest = PythonVersion.Parse("99999");
    private static readonly RuleSelection _selection = new(["PLB10", "PLB13", "PLB21", "PLB24"], []);

    /// <summary>The cause with fixes for the environment.</summary>
    public Cause Adapt(Cause cause, FittingSignature fitting)
    {
        var own = fitting
            .Evidence.Proofs.SelectMany(p => p.Fixes)
            .Where(f => f.Verified)
            .Take(2)
            .Select(f => new CauseFix(f.Title, f.Commands) { Verified = true });
        return cause with
        {
            Fixes =
            [
                .. own.Concat(cause.Fixes.Select(f => Adapt(f, fitting)))
                    .DistinctBy(
                        f => string.Join('\n', f.Commands.IsEmpty ? [f.Title] : f.Commands),
                        StringComparer.Ordinal
                    ),
            ],
        };
    }

    private CauseFix Adapt(CauseFix fix, FittingSignature fitting)
    {
        var commands = ImmutableArray.CreateBuilder<string>(fix.Commands.Length);
        var edits = new List<(PackageName Name, PythonVersion Version)>();
        var isPlain = !fix.Commands.IsEmpty;
        foreach (var command in fix.Commands)
        {
            if (Uninstall(command) is { } uninstall)
            {
                commands.Add(uninstall);
                isPlain = false;
                continue;
            }

            if (
                Requirements(command, out var upgrades) is not { } wanted
                || Install(wanted, upgrades) is not { } installs
            )
            {
                commands.Add(command);
                isPlain = false;
                continue;
            }

            commands.AddRange(installs);
            foreach (var requirement in wanted)
            {
                if (!upgrades && IsMet(requirement))
                {
                    // The installer leaves as it is what meets the requirement.
                    isPlain = false;
                }
                else if (WantedVersions.Of([requirement.Specifiers])?.Example is { } example)
                {
                    edits.Add((requirement.Name, example));
                }
                else if (requirement.Specifiers.Items.IsEmpty)
                {
                    edits.Add((requirement.Name, _newest));
                }
                else
                {
                    isPlain = false;
                }
            }
        }

        return fix with
        {
            Commands = commands.DrainToImmutable(),
            Verified = isPlain && fitting.Evidence.Holds == true && IsGone(edits, fitting),
        };
    }

    private bool IsMet(Requirement requirement) =>
        context.Requirements.Find(requirement.Name) is { Version: { } version }
        && requirement.Specifiers.Contains(version, prereleases: true);

    // The one that uninstalls has to be the one that installs.
    private string? Uninstall(string command) =>
        command.StartsWith(PipUninstall, StringComparison.Ordinal)
        && context.Installers.Own is { CanUninstall: true } own
        && command[PipUninstall.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } names
        && names.All(n => PackageName.TryParse(n, out _))
            ? own.Uninstall(names)
            : null;

    private ImmutableArray<string>? Install(List<Requirement> wanted, bool upgrades) =>
        !upgrades ? context.Installers.Install([.. wanted.Select(r => (r.WrittenName, r.Specifiers.ToString()))])
        : wanted is [var one]
        && context.Installers.Own is { } own
        && Asked.Of(one.WrittenName, one.Specifiers.ToString()) is { } asked
            ? own.Upgrade(asked)
        : null;

    // Where the newest version is asked for, nobody knows here which one comes: it is tried only whether something is there at all.
    private bool IsGone(List<(PackageName Name, PythonVersion Version)> edits, FittingSignature fitting)
    {
        var asked = fitting.Signature.Questions;
        if (
            asked.IsEmpty
            || asked.Any(q => q.Kind != QuestionKind.Distribution)
            || edits.Exists(e => e.Version == _newest && !Asks(asked, "missing"))
        )
        {
            return false;
        }

        var before = context;
        var after = edits.Aggregate(
            before.Snapshot,
            (snapshot, e) => SnapshotEdits.SetVersion(snapshot, e.Name, e.Version)
        );
        var edited = before.With(after);
        var still = new EnvironmentEvidence(
            new CheckResult(after, [], edited.Requirements, edited.Ownership, [], before.Declared),
            null,
            _ => null
        ).Judge(fitting.Signature, fitting.Values);
        return still.Holds == false && Worse(before, edited).Count == 0;
    }

    private static bool Asks(ImmutableArray<EnvironmentQuestion> questions, string answer) =>
        questions.All(q => q.Answers.Contains(answer, StringComparer.Ordinal));

    private static List<string> Worse(CheckContext before, CheckContext after)
    {
        HashSet<(string, string)> Troubles(CheckContext context) =>
            [
                .. CheckRunner
                    .Run(context, _selection)
                    .Where(j => j.Finding.Severity > Severity.Info)
                    .Select(j => (j.Finding.Rule.Code, j.Finding.Subject.Name)),
            ];
        var known = Troubles(before);
        return [.. Troubles(after).Where(t => !known.Contains(t)).Select(t => t.Item1)];
    }

    // Only requirements: an option, a file or an address is left as it is.
    private static List<Requirement>? Requirements(string command, out bool upgrades)
    {
        upgrades = false;
        if (!command.StartsWith(PipInstall, StringComparison.Ordinal))
        {
            return null;
        }

        var requirements = new List<Requirement>();
        foreach (var word in command[PipInstall.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var text = word.Trim('"', '\'');
            if (text is "--upgrade" or "-U")
            {
                upgrades = true;
                continue;
            }

            if (
                text.StartsWith('-')
                || !Requirement.TryParse(text, out var requirement, out _)
                || requirement.Url is not null
                || !requirement.Extras.IsEmpty
            )
            {
                return null;
            }

            requirements.Add(requirement);
        }

        return requirements.Count == 0 ? null : requirements;
    }
}
