using System.CommandLine;
using System.Globalization;
using Plumb.Cli.Rendering;
using Plumb.Resolution;

namespace Plumb.Cli.Commands;

/// <summary>The options of <c>lock</c> that say under which rules versions are chosen; their names are those of uv.</summary>
internal sealed class LockOptions
{
    private readonly Option<VersionPreference> _resolution = Choice.Option(
        "--resolution",
        "Which of the fitting versions to take.",
        VersionPreference.Highest,
        ("highest", VersionPreference.Highest),
        ("lowest", VersionPreference.Lowest),
        ("lowest-direct", VersionPreference.LowestDirect)
    );

    private readonly Option<PreReleasePolicy> _prerelease = Choice.Option(
        "--prerelease",
        "When to take pre-releases.",
        PreReleasePolicy.IfNecessary,
        ("if-necessary", PreReleasePolicy.IfNecessary),
        ("allow", PreReleasePolicy.Allow),
        ("disallow", PreReleasePolicy.Disallow),
        ("explicit", PreReleasePolicy.Explicit)
    );

    private readonly Option<UpperBoundPolicy> _upper = Choice.Option(
        "--requires-python-upper",
        "Whether a package may forbid Pythons that are newer than it: uv passes over that, pip honours it.",
        UpperBoundPolicy.Ignore,
        ("ignore", UpperBoundPolicy.Ignore),
        ("honour", UpperBoundPolicy.Honour)
    );

    private readonly Option<bool> _noBuild = new("--no-build")
    {
        Description = "Take wheels only, nothing that has to be built.",
    };

    private readonly Option<string?> _excludeNewer = new("--exclude-newer")
    {
        HelpName = "DATE",
        Description = "Pass over files that were uploaded at this time or later: 2024-06-01 or 2024-06-01T12:00:00Z.",
    };

    /// <summary>Gives them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _resolution, _prerelease, _upper, _noBuild, _excludeNewer })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>A request with these rules; null on a mistake.</summary>
    public ResolutionRequest? Apply(ParseResult parsed, ResolutionRequest request, out ReportError? mistake)
    {
        mistake = null;
        DateTimeOffset? newest = null;
        if (parsed.GetValue(_excludeNewer) is { } typed)
        {
            if (
                !DateTimeOffset.TryParse(
                    typed,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var date
                )
            )
            {
                mistake = new ReportError(
                    "usage",
                    $"--exclude-newer takes a date, not \"{typed}\".",
                    "Write it as 2024-06-01 or 2024-06-01T12:00:00Z."
                );
                return null;
            }

            // A day stands for all of it, as for uv.
            newest = typed.Contains(':', StringComparison.Ordinal) ? date : date.AddDays(1);
        }

        return request with
        {
            Preference = parsed.GetValue(_resolution),
            PreReleases = parsed.GetValue(_prerelease),
            UpperBounds = parsed.GetValue(_upper),
            Builds = request.Builds with { NoBuild = request.Builds.NoBuild || parsed.GetValue(_noBuild) },
            ExcludeNewer = newest,
        };
    }
}
