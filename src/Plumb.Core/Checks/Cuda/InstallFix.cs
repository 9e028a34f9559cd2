using System.Collections.Immutable;

namespace Plumb.Checks.Cuda;

/// <summary>A fix that installs something, where an installer is known to work.</summary>
internal static class InstallFix
{
    /// <summary>One fix, or none.</summary>
    /// <param name="context">The environment.</param>
    /// <param name="wanted">Names, with extras where they are wanted, and specifiers.</param>
    public static ImmutableArray<ProposedFix> Of(
        CheckContext context,
        params IReadOnlyCollection<(string Name, string Specifiers)> wanted
    ) =>
        wanted.Count > 0 && context.Installers.Install(wanted) is { } commands
            ?
            [
                new ProposedFix(
                    $"install {Prose.List(wanted.Select(w => w.Name + w.Specifiers))}",
                    commands,
                    wanted.Count,
                    null
                ),
            ]
            : [];
}
