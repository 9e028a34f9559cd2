using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Environment;

/// <summary>
/// pyvenv.cfg, the one file that makes a virtual environment of a folder. What follows from a damaged one was measured with CPython 3.12.
/// </summary>
public sealed class VenvConfigurationCheck : ICheck
{
    private const string FileName = "pyvenv.cfg";

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [EnvironmentRules.Configuration];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var installation = context.Snapshot.Installation;
        if (installation.ConfigurationFailure != FileFailure.None)
        {
            yield return Lost(context, installation);
            yield break;
        }

        if (!installation.Kind.IsVirtual())
        {
            yield break;
        }

        var values = installation.VenvConfiguration;
        if (!values.ContainsKey("include-system-site-packages"))
        {
            yield return Of(
                installation,
                Severity.Warning,
                values.IsEmpty
                    ? $"{FileName} says nothing: it is empty."
                    : $"{FileName} does not say whether the packages of the base Python are visible.",
                "Where the line include-system-site-packages is missing, Python takes them in: what is not installed here comes from there.",
                []
            );
        }

        if (installation.HomeIsMissing && !BaseInterpreterCheck.IsGone(installation))
        {
            yield return Of(
                installation,
                Severity.Info,
                $"{FileName} names {values.GetValueOrDefault("home")} as the home of the base Python, and nothing is there.",
                "The interpreter was found by its link. Programs that read the file find no base.",
                []
            );
        }

        if (
            installation.MinorVersion() is { } minor
            && (values.GetValueOrDefault("version_info") ?? values.GetValueOrDefault("version")) is { Length: > 0 } told
            && !IsOf(told, minor)
        )
        {
            yield return Of(
                installation,
                Severity.Info,
                $"{FileName} says Python {told}; the Python that runs is {installation.Version}.",
                "The Python was replaced after the environment was made.",
                []
            );
        }
    }

    private static bool IsOf(string version, string minor) =>
        version.StartsWith(minor, StringComparison.Ordinal)
        && (version.Length == minor.Length || !char.IsAsciiDigit(version[minor.Length]));

    private static Judgement Lost(CheckContext context, PythonInstallation installation)
    {
        var failure = installation.ConfigurationFailure;
        var message = failure switch
        {
            FileFailure.PermissionDenied =>
                "What it says is not known. Look again as the account that owns the environment.",
            FileFailure.NotFound or FileFailure.NotAFile =>
                "Without it bin/python is the base Python, and sees none of the packages that lie here.",
            _ => "What Python makes of it is not known.",
        };
        return Of(
            installation,
            failure is FileFailure.NotFound or FileFailure.NotAFile ? Severity.Error : Severity.Warning,
            failure == FileFailure.NotFound
                ? $"{FileName} is missing, so that this is no virtual environment any more."
                : $"{FileName} cannot be read: {FileFailureText.Of(failure)}.",
            message,
            Fixes(context, installation)
        );
    }

    private static ImmutableArray<ProposedFix> Fixes(CheckContext context, PythonInstallation installation)
    {
        var file = WorldPath.Join(installation.Prefix, FileName);
        return
            installation.MinorVersion() is not { } version
            || installation.ConfigurationFailure is not (FileFailure.NotFound or FileFailure.NotAFile)
            ? []
            :
            [
                new ProposedFix(
                    "write it anew; the packages stay",
                    installation.ConfigurationFailure == FileFailure.NotFound
                        ? [context.Commands.RewriteActivation(version)]
                        : [context.Commands.Delete(file), context.Commands.RewriteActivation(version)],
                    1,
                    null
                ),
            ];
    }

    private static Judgement Of(
        PythonInstallation installation,
        Severity severity,
        string title,
        string message,
        ImmutableArray<ProposedFix> fixes
    )
    {
        var file = WorldPath.Join(installation.Prefix, FileName);
        return new Judgement(
            new Finding
            {
                Rule = EnvironmentRules.Configuration,
                Severity = severity,
                Title = title,
                Message = message,
                Subject = new Subject(SubjectKind.Environment, installation.Prefix, installation.Version),
                About = title,
                Location = new Location(file),
            },
            fixes
        );
    }
}
