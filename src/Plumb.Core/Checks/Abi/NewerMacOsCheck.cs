using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Checks.Abi;

/// <summary>Modules that were built for a newer macOS than the machine's, where its version is known.</summary>
public sealed class NewerMacOsCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [AbiRules.NewerMacOs];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Native;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) =>
        context.Snapshot.Extensions.MacOs is not { } here
            ? []
            : UnfitModules
                .Of(context, f => f.MinimumMacOs is { } minimum && minimum.CompareTo(here) > 0)
                .Select(u =>
                    (Judgement)
                        u.ToFinding(
                            AbiRules.NewerMacOs,
                            $"{u.Label} {(u.Names.Length == 1 ? "was" : "were")} built for macOS {Text(u.Files.Max(f => f.MinimumMacOs ?? default))} or newer, and this is macOS {Text(here)}.",
                            "Importing fails where it uses what this macOS does not have.",
                            f => $"says that it needs macOS {Text(f.MinimumMacOs ?? default)}"
                        )
                );

    private static string Text((int Major, int Minor) version) =>
        FormattableString.Invariant($"{version.Major}.{version.Minor}");
}
