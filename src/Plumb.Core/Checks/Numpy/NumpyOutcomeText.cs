using System.Collections.Immutable;
using Plumb.Native.NumpyAbi;

namespace Plumb.Checks.Numpy;

/// <summary>What is seen of modules, as sentences: one for each kind.</summary>
internal static class NumpyOutcomeText
{
    /// <summary>"Importing cv2 fails with "numpy.core.multiarray failed to import". torch is imported and later says …".</summary>
    public static string Of(ImmutableArray<NumpyUse> uses) =>
        string.Join(
            ' ',
            uses.SelectMany(u => u.Modules).GroupBy(m => m.Outcome).OrderBy(g => g.Key).Select(g => Sentence(g.Key, g))
        );

    private static string Sentence(NumpyOutcome outcome, IEnumerable<NumpyUse.Module> modules)
    {
        var all = modules.ToList();
        var names = Prose.List(all.Select(m => m.Name));
        var packages = all.Select(m => m.Package)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var list = Prose.List(packages);
        string Verb(string one, string many) => packages.Count == 1 ? one : many;
        return outcome switch
        {
            NumpyOutcome.ImportError => $"Importing {names} fails with \"numpy.core.multiarray failed to import\".",
            NumpyOutcome.SizeChanged => $"Importing {names} fails with \"numpy.dtype size changed\".",
            NumpyOutcome.NotAvailableLater =>
                $"{list} {Verb("is", "are")} imported and later {Verb("says", "say")} \"Numpy is not available\".",
            NumpyOutcome.Printed or NumpyOutcome.BelowMinimumPrinted =>
                $"{list} {Verb("prints", "print")} an error and usually {Verb("goes", "go")} on.",
            NumpyOutcome.BelowMinimum =>
                $"Importing {names} fails with \"module was compiled against NumPy C-API version …\".",
            NumpyOutcome.OldLayout =>
                $"{names} can be imported, but {(all.Count == 1 ? "reads" : "read")} data types as NumPy 1 lays them out.",
            _ => "",
        };
    }
}
