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

    /// <summary><c>name==version</c>.</summary>
    public static string Exactly(InstalledDistribution distribution) =>
        distribution.VersionText.Length == 0 ? distribution.Name : $"{distribution.Name}=={distribution.VersionText}";
}
