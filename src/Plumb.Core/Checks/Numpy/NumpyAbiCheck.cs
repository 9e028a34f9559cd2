using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Native.NumpyAbi;
using Plumb.Text;

namespace Plumb.Checks.Numpy;

/// <summary>
/// Native modules against the installed NumPy: one finding for those that know NumPy 1 only, one for those that need a newer one, and one for
/// those made with an old pybind11. What requires them follows from the finding.
/// </summary>
public sealed class NumpyAbiCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [NumpyRules.BuiltForNumpy1, NumpyRules.NumpyTooOld, NumpyRules.OldPybind11];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Native;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        if (InstalledNumpy.Of(context) is not { } numpy)
        {
            return [];
        }

        return
        [
            .. Judge(context, numpy, NumpyRules.BuiltForNumpy1, IsOfNumpy1, _ => "were built for NumPy 1"),
            .. Judge(context, numpy, NumpyRules.NumpyTooOld, IsBelow, Floor),
            .. Judge(
                context,
                numpy,
                NumpyRules.OldPybind11,
                outcome => outcome == NumpyOutcome.OldLayout,
                _ => "were made with a pybind11 that knows only NumPy 1"
            ),
        ];
    }

    private static bool IsOfNumpy1(NumpyOutcome outcome) =>
        outcome
            is NumpyOutcome.ImportError
                or NumpyOutcome.SizeChanged
                or NumpyOutcome.Printed
                or NumpyOutcome.NotAvailableLater;

    private static bool IsBelow(NumpyOutcome outcome) =>
        outcome is NumpyOutcome.BelowMinimum or NumpyOutcome.BelowMinimumPrinted;

    private static string Floor(ImmutableArray<NumpyUse> uses)
    {
        var (major, minor) = uses.SelectMany(u => u.Modules).Max(m => m.File.Numpy.Minimum ?? default);
        return FormattableString.Invariant($"were built for NumPy {major}.{minor} or newer");
    }

    private static IEnumerable<Judgement> Judge(
        CheckContext context,
        InstalledNumpy numpy,
        Rule rule,
        Predicate<NumpyOutcome> isWanted,
        Func<ImmutableArray<NumpyUse>, string> were
    )
    {
        var uses = NumpyUse.Of(context, numpy.Version, isWanted);
        if (uses.IsEmpty)
        {
            yield break;
        }

        var built = uses.Length == 1 ? "was" + were(uses)[4..] : were(uses);
        var head = new Finding
        {
            Rule = rule,
            Severity =
                rule.Severity == Severity.Info ? Severity.Info
                : uses.Any(u => u.FailsImport) ? Severity.Error
                : Severity.Warning,
            Title = $"{numpy.Label} is installed, but {Prose.List(uses.Select(u => u.Label))} {built}.",
            Message = NumpyOutcomeText.Of(uses),
            Subject = new Subject(SubjectKind.Distribution, "numpy", numpy.Label.Split(' ')[^1]),
            Location = new Location(uses[0].Modules[0].File.Path),
            Evidence = [numpy.Evidence, .. uses.Select(Proof)],
            Cause = "numpy-abi:" + rule.Code,
        };
        var follows = NumpyConsequences.Of(context, head, uses);
        yield return new Judgement(
            follows.IsEmpty
                ? head
                : head with
                {
                    Message =
                        $"{head.Message} {Prose.List(follows.Select(f => f.Subject.Name))} {(follows.Length == 1 ? "requires" : "require")} what cannot be imported.",
                },
            rule.Severity == Severity.Info ? [] : NumpyFixes.Of(context, numpy, uses)
        );
        foreach (var finding in follows)
        {
            yield return finding;
        }
    }

    private static Evidence Proof(NumpyUse use)
    {
        var module = use.Modules[0];
        var file = WorldPath.Name(module.File.Path);
        var text = module.File.Numpy switch
        {
            { Headers: NumpyHeaders.Numpy1 } => $"{file} calls the C-API of NumPy 1 only",
            { Minimum: { } minimum } => FormattableString.Invariant(
                $"{file} says that it was compiled against NumPy {minimum.Major}.{minimum.Minor}"
            ),
            _ => $"{file} holds pybind11's call for NumPy's C-API as versions up to 2.11 made it",
        };
        return new Evidence(
            use.Modules.Length == 1 ? text : $"{text}, as do {Prose.Count(use.Modules.Length - 1, "more file")}",
            module.File.Path
        );
    }
}
