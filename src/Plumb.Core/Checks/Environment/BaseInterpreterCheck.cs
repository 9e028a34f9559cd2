using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Environment;

/// <summary>Virtual environments whose base interpreter was uninstalled, upgraded away or never came along.</summary>
public sealed class BaseInterpreterCheck : ICheck
{
    /// <summary>The cause that everything shares which follows from a missing interpreter.</summary>
    internal const string Cause = "base-interpreter";

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [EnvironmentRules.BaseInterpreterGone, EnvironmentRules.Unreadable];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var installation = context.Snapshot.Installation;
        if (installation.Kind.IsVirtual() && installation.ExecutableIsDenied)
        {
            yield return Denied(installation);
            yield break;
        }

        if (!IsGone(installation))
        {
            yield break;
        }

        var home = installation.VenvConfiguration.GetValueOrDefault("home");
        var named = home ?? installation.Executable ?? "its base interpreter";
        var configuration = WorldPath.Join(installation.Prefix, "pyvenv.cfg");
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        if (home is not null)
        {
            evidence.Add(new Evidence($"home = {home}", configuration));
        }

        if (installation.ExecutableDangles)
        {
            evidence.Add(new Evidence("the link leads nowhere", installation.Executable));
        }

        yield return new Judgement(
            new Finding
            {
                Rule = EnvironmentRules.BaseInterpreterGone,
                Severity = Severity.Error,
                Title =
                    $"The Python{(installation.Version is { } v ? $" {v}" : "")} that this environment was made from is gone ({named}).",
                Message =
                    MountedRoot.Hint(context.Snapshot)
                    + "Nothing in the environment can be started. Its packages are still on disk.",
                Subject = new Subject(SubjectKind.Environment, installation.Prefix, installation.Version),
                Location = new Location(configuration),
                Evidence = evidence.DrainToImmutable(),
                Cause = Cause,
            },
            Fixes(context, installation)
        );
    }

    /// <summary>True when a virtual environment has no interpreter to run.</summary>
    internal static bool IsGone(PythonInstallation installation) =>
        installation.Kind.IsVirtual()
        && (installation.ExecutableDangles || installation.BasePrefix is null)
        && !installation.ExecutableIsDenied
        && !IsOfAnotherSystem(installation);

    private static Finding Denied(PythonInstallation installation) =>
        new()
        {
            Rule = EnvironmentRules.Unreadable,
            Severity = Severity.Warning,
            Title =
                $"The Python that this environment was made from cannot be looked at: permission denied ({installation.VenvConfiguration.GetValueOrDefault("home") ?? installation.Executable}).",
            Message =
                "This account cannot start it either. "
                + (
                    HomeFolder.OwnerOf(installation.VenvConfiguration.GetValueOrDefault("home") ?? "") is { } owner
                        ? $"It lies in the home folder of {owner}: look again as {owner}"
                        : "Look again as the account that owns the environment"
                )
                + ", or make one from a Python that every account may read.",
            Subject = new Subject(SubjectKind.Environment, installation.Prefix, installation.Version),
            Location = installation.Executable is { } program ? new Location(program) : null,
            Cause = Cause,
        };

    private static bool IsOfAnotherSystem(PythonInstallation installation) =>
        installation.VenvConfiguration.TryGetValue("home", out var home) && installation.IsOutOfSight(home);

    private static ImmutableArray<ProposedFix> Fixes(CheckContext context, PythonInstallation installation)
    {
        if (installation.MinorVersion() is not { } version)
        {
            return [];
        }

        return
        [
            new ProposedFix(
                $"give it Python {version} again; its packages stay",
                [.. context.Commands.Renew(version)],
                1,
                s => WithInterpreter(s)
            ),
            new ProposedFix(
                "make it anew, then install again what the application needs",
                [context.Commands.Recreate(version)],
                context.Snapshot.Distributions.Length,
                s => Emptied(WithInterpreter(s))
            ),
        ];
    }

    private static EnvironmentSnapshot WithInterpreter(EnvironmentSnapshot snapshot) =>
        snapshot with
        {
            Installation = snapshot.Installation with
            {
                ExecutableDangles = false,
                BasePrefix = snapshot.Installation.BasePrefix ?? "/usr",
            },
            RecordedPrefixes = [],
            Scripts = [.. snapshot.Scripts.Select(s => s.IsOwn ? s with { InterpreterExists = true } : s)],
        };

    private static EnvironmentSnapshot Emptied(EnvironmentSnapshot snapshot) =>
        snapshot with
        {
            Distributions = [],
            Tree = FileTree.Empty with { IsComplete = true },
            PthFiles = [],
            Scripts = [],
            Editables = [],
        };
}
