using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Environment;

/// <summary>
/// Packages that the environment's Python does not see: of another minor version, or in a folder that was given another name. An environment
/// that looks empty is not called healthy where its scripts say that something was installed.
/// </summary>
public sealed class OtherPackagesCheck : ICheck
{
    private const int MostNamed = 4;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [EnvironmentRules.OtherPackages];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var snapshot = context.Snapshot;
        foreach (var folder in snapshot.OtherFolders)
        {
            yield return Judge(context, folder);
        }

        var scripts = snapshot.Scripts.Where(s => s.IsOwn && !context.Ownership.IsOwned(s.Path)).ToList();
        if (
            snapshot.Installation.Kind.IsVirtual()
            && snapshot.OtherFolders.IsEmpty
            && snapshot.Tree.Unread.IsEmpty
            && scripts.Count > 0
            && !HasPackages(snapshot)
        )
        {
            yield return Emptied(snapshot, scripts);
        }
    }

    private static bool HasPackages(EnvironmentSnapshot snapshot) =>
        snapshot.Distributions.Any(d => d.Site.Origin == PathOrigin.Site)
        || snapshot.Sites.Any(s =>
            s.Origin == PathOrigin.Site && snapshot.Tree.Folder(s.Path) is { Entries.IsEmpty: false }
        );

    private static bool IsOfEveryEnvironment(InstalledDistribution distribution) =>
        distribution.Key.Normalized is "pip" or "setuptools" or "wheel";

    private static Judgement Judge(CheckContext context, OtherPackageFolder folder)
    {
        var snapshot = context.Snapshot;
        var installation = snapshot.Installation;
        var isAll = !snapshot.Distributions.Any(d => d.Site.Origin == PathOrigin.Site && !IsOfEveryEnvironment(d));
        var own = installation.SitePackages.IsEmpty ? null : installation.SitePackages[0];
        var count = Prose.Count(folder.Distributions, "distribution");
        var lies = folder.Distributions == 1 ? "lies" : "lie";
        var finding = new Finding
        {
            Rule = EnvironmentRules.OtherPackages,
            Severity = isAll ? Severity.Error : Severity.Warning,
            Title =
                $"{count} {lies} in {Inside(installation, folder.Path)}, where this Python{(installation.Version is { } v ? " " + v : "")} does not look.",
            Message =
                (own is null ? "" : $"It looks in {Inside(installation, own)}{Beside(snapshot, own, isAll)}. ")
                + (
                    folder.Python is { } python && python != installation.MinorVersion()
                        ? $"The environment's Python was replaced: {(folder.Distributions == 1 ? "it was" : "they were")} installed for {python}."
                        : "Nothing there can be imported."
                ),
            Subject = new Subject(SubjectKind.Environment, installation.Prefix, installation.Version),
            Location = new Location(folder.Path),
            Evidence =
            [
                new Evidence($"{count} {lies} here", folder.Path),
                new Evidence($"the Python is {installation.Version ?? "unknown"}", installation.VersionSource),
            ],
            Cause = "other-packages:" + folder.Path,
        };
        return new Judgement(finding, isAll ? Fixes(context, folder, own) : []);
    }

    private static string Beside(EnvironmentSnapshot snapshot, string own, bool isAll) =>
        !isAll ? ""
        : snapshot.Tree.Folder(own) is null or { Failure: FileFailure.NotFound } ? ", which is not there"
        : ", where nothing but installers lies";

    private static ImmutableArray<ProposedFix> Fixes(CheckContext context, OtherPackageFolder folder, string? own)
    {
        var installation = context.Snapshot.Installation;
        if (!installation.Kind.IsVirtual() || installation.MinorVersion() is not { } now)
        {
            return [];
        }

        if (folder.Python == now)
        {
            return own is not null && context.Snapshot.Tree.Folder(own) is null or { Failure: FileFailure.NotFound }
                ?
                [
                    new ProposedFix(
                        "give the folder its name again",
                        [context.Commands.Move(folder.Path, own)],
                        1,
                        null
                    ),
                ]
                : [];
        }

        var anew = new ProposedFix(
            $"make it anew with Python {now}, then install again what the application needs",
            [context.Commands.Recreate(now)],
            folder.Distributions,
            null
        );
        return folder.Python is { } python
            ?
            [
                new ProposedFix(
                    $"give it Python {python} again; its packages stay",
                    [.. context.Commands.Renew(python)],
                    1,
                    null
                ),
                anew,
            ]
            : [anew];
    }

    private static Finding Emptied(EnvironmentSnapshot snapshot, List<ObservedScript> scripts)
    {
        var installation = snapshot.Installation;
        var own = installation.SitePackages.IsEmpty ? installation.Prefix : installation.SitePackages[0];
        var names = Prose.List(scripts.Select(s => WorldPath.Name(s.Path)), MostNamed);
        return new Finding
        {
            Rule = EnvironmentRules.OtherPackages,
            Severity = Severity.Error,
            Title = $"Nothing lies in {Inside(installation, own)}, but bin/ has the commands of packages: {names}.",
            Message =
                "The packages were removed or moved away. Every one of these commands fails. Make the environment anew, or bring the folder back.",
            Subject = new Subject(SubjectKind.Environment, installation.Prefix, installation.Version),
            Location = new Location(own),
            Evidence = [.. scripts.Take(MostNamed).Select(s => new Evidence("starts code of a package", s.Path))],
            Cause = "other-packages:" + own,
        };
    }

    private static string Inside(PythonInstallation installation, string path) =>
        WorldPath.IsWithin(path, installation.Prefix) && path.Length > installation.Prefix.Length
            ? path[(installation.Prefix.Length + 1)..]
            : path;
}
