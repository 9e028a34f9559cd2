using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;

namespace Plumb.Checks.Abi;

/// <summary>Modules whose file has another name than the function in it that makes the module: they were renamed after they were built.</summary>
public sealed class WrongInitCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [AbiRules.WrongInit];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Native;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) =>
        UnfitModules
            .Of(context, f => !f.OtherInitFunctions.IsEmpty)
            .Select(u => new Judgement(
                u.ToFinding(
                    AbiRules.WrongInit,
                    $"{u.Label} cannot be imported: {WorldPath.Name(u.Files[0].Path)} defines {Prose.List(u.Files[0].OtherInitFunctions)}, not {Asked(u.Files[0])}.",
                    "Python looks for a function of the file's own name, so the file was renamed after it was built. Give it its name again, or install the distribution again.",
                    f => $"defines {Prose.List(f.OtherInitFunctions)}, not {Asked(f)}"
                ),
                u.Again(context)
            ));

    private static string Asked(ObservedExtension file) => "PyInit_" + ExtensionName.InitModule(file.Path);
}
