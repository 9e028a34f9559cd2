using System.Globalization;
using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Core.Tests.Formats;
using Plumb.Files;
using Plumb.Formats.Strings;
using Plumb.Native.NumpyAbi;
using Xunit;

namespace Plumb.Core.Tests.Native.NumpyAbi;

/// <summary>The oracle: what was seen when labelled extension modules were imported under seven versions of NumPy.</summary>
public sealed class NumpyVerdictCorpusTests
{
    /// <summary>
    /// Where what was seen comes from another module, which the package's own Python code imports first: distribution, versions of NumPy,
    /// what was seen, and what the module itself would show.
    /// </summary>
    private static readonly (
        string Distribution,
        string Numpy,
        string Seen,
        NumpyOutcome Own,
        string Why
    )[] _ofOthers =
    [
        (
            "scikit_learn-1.2.2",
            "2",
            "built-for-1.x",
            NumpyOutcome.SizeChanged,
            "sklearn imports scipy.sparse first, whose C++ module fails before any of sklearn's own is reached"
        ),
        (
            "pandas-2.3.3",
            "1.22",
            "ok-with-message:capi-too-old",
            NumpyOutcome.Fine,
            "pandas tries numexpr, which was built for NumPy 1.23, and goes on without it"
        ),
        ("statsmodels-0.14.5", "1.22", "ok-with-message:capi-too-old", NumpyOutcome.Fine, "by way of pandas"),
        ("scikit_learn-1.7.1", "1.22", "ok-with-message:capi-too-old", NumpyOutcome.Fine, "by way of pandas"),
    ];

    [Fact]
    public void Verdicts_on_carried_extensions_are_those_of_a_real_import() =>
        Assert.True(
            NativeSamples.ForEachCarried(
                "formats/abi_strings.jsonl.gz",
                (name, reader, truth) => Compare(name, truth.GetProperty("set").GetString()!, reader)
            ) > 3
        );

    [Fact]
    public void Verdicts_are_those_of_real_imports_under_each_version()
    {
        if (SkeletonLibrary.Find("numpy-abi.truth.jsonl") is not { } truth)
        {
            Assert.Null(CorpusFile.SharedFolder);
            return;
        }

        var wrong = new List<string>();
        foreach (var set in CorpusFile.ReadLines(truth).ToLookup(row => row.GetProperty("set").GetString()!))
        {
            if (!SkeletonLibrary.Kinds.ContainsKey(set.Key))
            {
                continue;
            }

            var rows = set.ToDictionary(row => row.GetProperty("path").GetString()!, StringComparer.Ordinal);
            var read = NativeSamples.ForEach<string>(
                set.Key,
                entry => rows.ContainsKey(entry.Path) ? entry.Path : null,
                (path, reader) => Compare(rows[path], reader, wrong)
            );

            Assert.Equal(rows.Count, read);
        }

        Assert.Empty(wrong);
    }

    private static void Compare(string name, string set, FileReader reader)
    {
        var build = NumpyBuild.Of(AbiStringScanner.Scan(reader));
        var isNew = set.Contains("new", StringComparison.Ordinal);

        Assert.Equal((name, NumpyOutcome.Fine), (name, NumpyVerdict.Of(build, (1, 26))));
        Assert.Equal((name, isNew), (name, NumpyVerdict.Of(build, (2, 2)) == NumpyOutcome.Fine));
    }

    private static void Compare(JsonElement row, FileReader reader, List<string> wrong)
    {
        var build = NumpyBuild.Of(AbiStringScanner.Scan(reader));
        var distribution = row.GetProperty("dist").GetString();
        foreach (var column in row.GetProperty("numpy").EnumerateObject())
        {
            var seen = column.Value.GetString()!;
            // The package's own Python code refuses this NumPy, or fails on a name that it has not.
            if (seen.StartsWith("other: ", StringComparison.Ordinal))
            {
                continue;
            }

            var kind = seen.Split(": ")[0];
            var version = column.Name.Split('.');
            var outcome = NumpyVerdict.Of(
                build,
                (
                    int.Parse(version[0], CultureInfo.InvariantCulture),
                    int.Parse(version[1], CultureInfo.InvariantCulture)
                )
            );
            var expected = Array.Find(
                _ofOthers,
                o =>
                    o.Distribution == distribution
                    && column.Name.StartsWith(o.Numpy, StringComparison.Ordinal)
                    && o.Seen == kind
            );
            if (expected.Why is null ? !Shows(outcome, kind) : outcome != expected.Own)
            {
                wrong.Add($"{row.GetProperty("path")} under {column.Name}: {outcome} ({build}), seen {seen}");
            }
        }
    }

    private static bool Shows(NumpyOutcome outcome, string kind) =>
        kind switch
        {
            "ok" => outcome is NumpyOutcome.Fine or NumpyOutcome.OldLayout,
            "built-for-1.x" => outcome == NumpyOutcome.ImportError,
            "size-changed" => outcome == NumpyOutcome.SizeChanged,
            "ok-with-message:built-for-1.x" => outcome == NumpyOutcome.Printed,
            "capi-too-old" => outcome == NumpyOutcome.BelowMinimum,
            "ok-with-message:capi-too-old" => outcome == NumpyOutcome.BelowMinimumPrinted,
            _ => false,
        };
}
