using System.Collections.Immutable;
using Plumb.Checks.Installing;
using Plumb.Environments;

namespace Plumb.Checks.Environment;

/// <summary>What becomes of scripts when the distributions that brought them are installed again.</summary>
internal static class ScriptRepair
{
    /// <summary>The snapshot with every script that a distribution owns naming the environment's own interpreter.</summary>
    public static EnvironmentSnapshot Rewritten(EnvironmentSnapshot snapshot, FileOwnership ownership) =>
        snapshot with
        {
            Scripts =
            [
                .. snapshot.Scripts.Select(s =>
                    ownership.IsOwned(s.Path)
                        ? s with
                        {
                            Interpreter = snapshot.Installation.Executable ?? s.Interpreter,
                            InterpreterExists = true,
                            IsOwn = true,
                        }
                        : s
                ),
            ],
        };

    /// <summary>The distributions that own scripts and can be installed again as they are, by name.</summary>
    public static ImmutableArray<InstalledDistribution> Owners(
        FileOwnership ownership,
        IEnumerable<ObservedScript> scripts
    ) =>
        [
            .. scripts
                .Select(s => ownership.OwnerOf(s.Path))
                .OfType<InstalledDistribution>()
                .Where(d => Asked.Again(d) is not null)
                .DistinctBy(d => d.Location, StringComparer.Ordinal)
                .OrderBy(d => d.Key.Normalized, StringComparer.Ordinal),
        ];
}
