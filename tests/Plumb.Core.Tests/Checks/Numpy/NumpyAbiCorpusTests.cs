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
    private static readonly RuleSelection _selection = new(["PLB10", "PLB21"], []);
    private static readonly string[] _texts =
    [
        "numpy.core.multiarray failed to import",
        "numpy.dtype size changed",
        "Numpy is not available",
    ];

    // Printed although the import went on.
    private static readonly string[] _marks = ["compiled using NumPy 1.x", "_ARRAY_API not found"];

    public static TheoryData<string> Environments => [.. CheckedSkeleton.WithVerdicts];

    [Theory]
    [MemberData(nameof(Environments))]
    public void Every_import_that_NumPy_stops_is_named_with_its_cause(string id)
    {
        using var truth = SkeletonLibrary.TruthOf(id);
        var failed = truth is null ? [] : Failed(truth.RootElement);

        var result = CheckedSkeleton.Check(skeletons.Shared(id), selection: _selection);
        var loud = Loud(result);
        if (failed.Count == 0)
        {
            Assert.Equal(truth is not null && Prints(truth.RootElement), loud.Count > 0);
            return;
        }

        var said = string.Join('\n', loud.Select(f => $"{f.Title} {f.Message}"));
        Assert.Empty(failed.Where(module => !Names(result, loud, said, module)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Eight_failing_packages_are_one_cause_with_one_verified_change()
    {
        if (!SkeletonLibrary.Kinds.ContainsKey("s1-numpy2"))
        {
            Assert.Null(CorpusFile.SharedFolder);
            return;
        }

        var loud = Loud(CheckedSkeleton.Check(skeletons.Shared("s1-numpy2"), selection: _selection));

        var head = Assert.Single(loud, f => !f.IsConsequence);
        Assert.Equal(
            "NumPy 2.2.6 is installed, but opencv-python 4.9.0.80, onnxruntime 1.16.3 and torch 2.1.2 were built for NumPy 1.",
            head.Title
        );
        Assert.Equal(
            ["albumentations", "basicsr", "facexlib", "gfpgan", "insightface", "qudida", "realesrgan"],
            loud.Where(f => f.IsConsequence).Select(f => f.Subject.Name)
        );
        var fix = Assert.Single(head.Fixes);
        Assert.Equal(("numpy 2.2.6 → 1.26.4", true), (fix.Title, fix.Verified));
    }

    private static List<Finding> Loud(CheckResult result) =>
        [
            .. result.Findings.Where(f =>
                f.Severity > Severity.Info && f.Rule.Code.StartsWith("PLB21", StringComparison.Ordinal)
            ),
        ];

    private static bool Prints(JsonElement truth) =>
        truth.TryGetProperty("imports", out var imports)
        && imports.ValueKind == JsonValueKind.Object
        && imports
            .EnumerateObject()
            .Any(m =>
                m.Value.TryGetProperty("stderr_marks", out var marks)
                && marks.EnumerateArray().Any(t => _marks.Contains(t.GetString()))
            );

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
