using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Python;

namespace Plumb.Checks.Abi;

/// <summary>
/// Modules for another processor or system than the interpreter's executable is for, among them Mach-O files without the slice that is
/// needed. Nothing is said where that executable could not be read.
/// </summary>
public sealed class WrongProcessorCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [AbiRules.WrongProcessor];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Native;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var system = context.Snapshot.Installation.Platform.System;
        var processors = context.Snapshot.Extensions.InterpreterArchitectures;
        if (
            system == OperatingSystemFamily.Unknown
            || processors.IsEmpty
            || processors.Contains("", StringComparer.Ordinal)
        )
        {
            return [];
        }

        var here = Describe(system, processors);
        return UnfitModules
            .Of(context, f => f.System != system || IsForOther(f.Architectures, processors))
            .Select(u => new Judgement(
                u.ToFinding(
                    AbiRules.WrongProcessor,
                    $"{u.Label} {(u.Names.Length == 1 ? "is" : "are")} for {Describe(u.Files[0].System, u.Files[0].Architectures)}, and this Python is for {here}.",
                    $"Importing {(u.Names.Length == 1 ? "it" : "them")} fails.",
                    f => $"holds code for {Describe(f.System, f.Architectures)}"
                ),
                u.Again(context)
            ));
    }

    // A processor that has no name in wheel tags accuses nobody.
    private static bool IsForOther(ImmutableArray<string> file, ImmutableArray<string> interpreter) =>
        !file.IsEmpty
        && !file.Contains("", StringComparer.Ordinal)
        && !file.Intersect(interpreter, StringComparer.Ordinal).Any();

    private static string Describe(OperatingSystemFamily system, ImmutableArray<string> processors) =>
        system switch
        {
            OperatingSystemFamily.Linux => "Linux ",
            OperatingSystemFamily.Windows => "Windows ",
            OperatingSystemFamily.MacOs => "macOS ",
            _ => "",
        } + string.Join(" and ", processors);
}
