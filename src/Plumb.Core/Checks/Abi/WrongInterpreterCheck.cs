using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Python;

namespace Plumb.Checks.Abi;

/// <summary>
/// Modules that ask for another build of CPython. On Windows each names the library of the interpreter that it was linked with, or
/// <c>python3.dll</c> for the stable ABI. A build without the global interpreter lock takes none of the stable ABI's modules (PEP 803).
/// </summary>
public sealed class WrongInterpreterCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [AbiRules.WrongInterpreter];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Native;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var python = context.Snapshot.Installation;
        return python.Implementation != "cpython" || python.Major == 0 ? []
            : python.Platform.System == OperatingSystemFamily.Windows ? OfWindows(context, python)
            : python.IsFreeThreaded ? OfFreeThreaded(context)
            : [];
    }

    private static IEnumerable<Judgement> OfWindows(CheckContext context, PythonInstallation python)
    {
        var library = Library(python);
        string[] taken = [library, $"python3{(python.IsFreeThreaded ? "t" : "")}{Debug(python)}.dll"];
        return UnfitModules
            .Of(context, f => f.PythonLibraries.Any(l => !taken.Contains(l, StringComparer.Ordinal)))
            .Select(u => new Judgement(
                u.ToFinding(
                    AbiRules.WrongInterpreter,
                    $"{u.Label} {(u.Names.Length == 1 ? "needs" : "need")} {string.Join(" and ", Others(u.Files[0], taken))}, and this Python's library is {library}.",
                    "Importing fails because that library is not there, or crashes where it is.",
                    f => $"imports {string.Join(", ", Others(f, taken))}"
                ),
                u.Again(context)
            ));
    }

    private static IEnumerable<Judgement> OfFreeThreaded(CheckContext context) =>
        UnfitModules
            .Of(context, f => WorldPath.Name(f.Path).EndsWith(".abi3.so", StringComparison.Ordinal))
            .Where(u => !HasOther(context, u))
            .Select(u => new Judgement(
                u.ToFinding(
                    AbiRules.WrongInterpreter,
                    $"{u.Label} {(u.Names.Length == 1 ? "is" : "are")} for the stable ABI, which this free-threaded Python does not have.",
                    "It has to be built for free-threaded Python.",
                    _ => "is a module for the stable ABI"
                ),
                u.Again(context)
            ));

    // The same module beside it under this interpreter's own tag is found first.
    private static bool HasOther(CheckContext context, UnfitModules unfit) =>
        context.Snapshot.Installation.ExtensionSuffix is { } suffix
        && unfit.Files.All(f => context.Snapshot.Tree.Exists(f.Path[..^".abi3.so".Length] + suffix));

    private static IEnumerable<string> Others(ObservedExtension file, string[] taken) =>
        file.PythonLibraries.Where(l => !taken.Contains(l, StringComparer.Ordinal));

    private static string Library(PythonInstallation python) =>
        FormattableString.Invariant(
            $"python{python.Major}{python.Minor}{(python.IsFreeThreaded ? "t" : "")}{Debug(python)}.dll"
        );

    private static string Debug(PythonInstallation python) =>
        python.AbiFlags.Contains('d', StringComparison.Ordinal) ? "_d" : "";
}
