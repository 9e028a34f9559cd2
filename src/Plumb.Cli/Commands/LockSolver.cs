using System.Collections.Immutable;
using Plumb.Cli.Rendering;
using Plumb.Index;
using Plumb.Metadata.Declarations;
using Plumb.Python;
using Plumb.Resolution;
using Plumb.Resolution.Cores;
using Plumb.Resolution.Explanations;
using Plumb.Resolution.Repairs;

namespace Plumb.Cli.Commands;

/// <summary>Solves what <c>lock</c> is asked with the index that Plumb carries.</summary>
internal sealed class LockSolver(LockQuestion question, World world)
{
    private const long MostSteps = 20_000_000;
    private readonly CancellationToken _cancellation = world.Cancellation;
    private readonly IndexSnapshot _index = IndexSnapshot.OpenEmbedded();

    /// <summary>Solves, or explains.</summary>
    /// <param name="takesNearest">Where there are conflicts, take the nearest repairs.</param>
    public LockAnswer Solve(bool takesNearest)
    {
        var answer = new LockAnswer { Question = question, Index = _index };
        if (NotRecorded() is { } item)
        {
            return answer with { Trouble = Unrecorded(item.Name, LockInput.Shown(item.Location, world)) };
        }

        return new Resolver(question.Request, _index).Resolve(MostSteps, _cancellation) switch
        {
            Resolved resolved => answer with { Resolved = resolved, Solved = question.Request },
            Conflicting => Explain(answer, takesNearest),
            GaveUp open => answer with { Trouble = TooHard(open) },
            _ => throw new InvalidOperationException("The carried index answers at once."),
        };
    }

    private LockAnswer Explain(LockAnswer answer, bool takesNearest)
    {
        var request = question.Request;
        if (new CoreSearch(request, _index).Find(_cancellation) is not ConflictCores { Cores.IsEmpty: false } cores)
        {
            return answer with
            {
                Trouble = new ReportError(
                    "too-hard",
                    "There is no solution, and which requirements exclude each other takes too much work to tell.",
                    "Leave requirements out until it can be told."
                ),
            };
        }

        var explainer = new ConflictExplainer(request, _index);
        ImmutableArray<ConflictExplanation?> explanations =
        [
            .. cores.Cores.Select(c => explainer.Explain(c, _cancellation)),
        ];
        if (explanations.All(e => e is { NotRecorded.IsEmpty: false }))
        {
            return answer with { Trouble = Unrecorded(explanations[0]!.NotRecorded[0], null) };
        }

        var search = new RepairSearch(request, _index)
        {
            TargetFor = python => (question.Target with { Python = python }).Target,
        };
        var repairs = search.Find(cores, _cancellation);
        var together = search.Together(cores, repairs, _cancellation);
        answer = answer with { Conflicts = cores, Explanations = explanations, Repairs = repairs, Together = together };
        return
            takesNearest
            && together is not null
            && new Resolver(together.Request, _index).Resolve(MostSteps, _cancellation) is Resolved resolved
            ? answer with
            {
                Repaired = together,
                Resolved = resolved,
                Solved = together.Request,
            }
            : answer;
    }

    private DeclaredItem? NotRecorded() =>
        question.Items.FirstOrDefault(i =>
            LockQuestion.Counts(i, question.Target)
            && !question.Request.Overrides.Any(o => o.Name == i.Name)
            && _index.ListingOf(i.Name) is Unknown<PackageListing>
        );

    private static ReportError Unrecorded(PackageName name, string? place) =>
        new(
            "not-recorded",
            $"{(place is null ? "" : place + ": ")}{name} is not in the index of {LockFileText.Date} that Plumb carries, so nothing is known of it.",
            "Check the name. If it is right, lock without it, or use uv or pip: this version of Plumb asks no other index."
        );

    private static ReportError TooHard(GaveUp open) =>
        new(
            "too-hard",
            "No solution was found within the work that is allowed, and none is ruled out.",
            open.MostConflicts.IsEmpty
                ? "Pin more of the requirements."
                : $"Pin what conflicts most: {string.Join(", ", open.MostConflicts.Take(3))}."
        );
}
