using System.Text.Json;
using Plumb.Checks;
using Plumb.Core.Tests.Corpus;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Numpy;

/// <summary>
/// The oracle: which imports of recorded environments failed or printed NumPy's own text about modules built for another version.
/// Each must be named by a finding of PLB21 before anything is imported.
/// </summary>
public sealed class NumpyAbiCorpusTests(SkeletonStore skeletons)
{
    private static readonly RuleSelection _selection = new(["PLB21"], []);
    private static readonly string[] _texts =
    [
        "numpy.core.multiarray failed to import",
        "numpy.dtype size changed",
        "Numpy is not available",
    ];

    public static TheoryData<string> Environments => [.. CheckedSkeleton.WithVerdicts];

    [Theory]
    [MemberData(nameof(Environments))]
    public void Every_import_that_NumPy_stops_is_named_with_its_cause(string id)
    {
        using var truth = SkeletonLibrary.TruthOf(id);
        var failed = truth is null ? [] : Failed(truth.RootElement);

        var result = CheckedSkeleton.Check(skeletons.Shared(id), selection: _selection);
        var loud = result.Findings.Where(f => f.Severity > Severity.Info).ToList();
        if (failed.Count == 0)
        {
            Assert.Empty(loud.Select(f => f.Title));
            return;
        }

        var said = string.Join('\n', loud.Select(f => $"{f.Title} {f.Message}"));
        Assert.Empty(failed.Where(module => !Names(result, loud, said, module)).Order(StringComparer.Ordinal));
        Assert.True(Assert.Single(loud, f => !f.IsConsequence).Fixes[0].Verified);
    }

    private static List<string> Failed(JsonElement truth) =>
        !truth.TryGetProperty("imports", out var imports) || imports.ValueKind != JsonValueKind.Object
            ? []
            :
            [
                .. imports
                    .EnumerateObject()
                    .Where(m =>
                        m.Value.TryGetProperty("message", out var message)
                        && _texts.Any(t => message.GetString()!.Contains(t, StringComparison.Ordinal))
                    )
                    .Select(m => m.Name),
            ];

    // By its own name in what is said, or as a distribution that requires what fails.
    private static bool Names(CheckResult result, List<Finding> loud, string said, string module)
    {
        var owners = result
            .Snapshot.Distributions.Where(d =>
                d.Files.Any(f =>
                    f.Path.EndsWith($"/site-packages/{module}/__init__.py", StringComparison.Ordinal)
                    || f.Path.EndsWith($"/site-packages/{module}.py", StringComparison.Ordinal)
                )
            )
            .Select(d => d.Name)
            .ToList();
        return said.Contains($" {module} ", StringComparison.Ordinal)
            || loud.Any(f => owners.Contains(f.Subject.Name, StringComparer.Ordinal));
    }
}
