using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Environment;

/// <summary>An <c>EXTERNALLY-MANAGED</c> file (PEP 668): pip and uv refuse to install here, and that is right.</summary>
public sealed class ExternallyManagedCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [EnvironmentRules.ExternallyManaged];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var installation = context.Snapshot.Installation;
        if (installation.ExternallyManaged is not { } marker)
        {
            yield break;
        }

        yield return new Judgement(
            new Finding
            {
                Rule = EnvironmentRules.ExternallyManaged,
                Severity = Severity.Info,
                Title = $"The packages of this Python{Version(installation)} belong to the operating system.",
                Message =
                    "pip and uv refuse to install into it (PEP 668), since that may break programs of the system. Applications get an environment of their own.",
                Subject = new Subject(SubjectKind.Environment, installation.Prefix, installation.Version),
                Location = new Location(marker),
                Evidence = [new Evidence("the file is there", marker)],
            },
            [
                new ProposedFix(
                    installation.LacksEnsurePip
                        ? "let the system install what venv needs, as root; make an environment for the application, and look at that one"
                        : "make an environment for the application, and look at that one",
                    installation.LacksEnsurePip
                        ? ["apt-get install python3-venv", context.Commands.NewEnvironment(".venv")]
                        : [context.Commands.NewEnvironment(".venv")],
                    1,
                    null
                ),
            ]
        );
    }

    private static string Version(PythonInstallation installation) =>
        installation.Version is null ? "" : " " + installation.Version;
}
