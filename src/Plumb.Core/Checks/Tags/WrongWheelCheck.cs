using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Checks.Tags;

/// <summary>
/// Distributions whose wheel was built for another Python or machine, by the tags in WHEEL as <c>pip check</c> and <c>uv pip check</c> judge them,
/// and by the names of their native modules, which decide what an import really finds.
/// </summary>
public sealed class WrongWheelCheck : ICheck
{
    private const int MostTags = 4;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [TagRules.WrongWheel, TagRules.WrongExtensions];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var installation = context.Snapshot.Installation;
        if (installation.Major == 0)
        {
            yield break;
        }

        var supported = Supported(installation);
        foreach (var distribution in context.Snapshot.Visible)
        {
            var modules = NativeModules.Of(installation, distribution);
            var tags = TagsOf(distribution);
            var refused = supported is not null && !tags.IsEmpty && !supported.Accepts(tags);
            if (refused)
            {
                yield return WrongWheel(context, distribution, tags, modules);
            }

            if (!modules.NotFound.IsEmpty)
            {
                yield return WrongExtensions(context, distribution, modules, refused);
            }
        }
    }

    private static SupportedTags? Supported(PythonInstallation installation) =>
        installation.Platform.System == OperatingSystemFamily.Unknown || installation.Platform.Architecture.Length == 0
            ? null
            : SupportedTags.For(
                installation.Platform,
                installation.Major,
                installation.Minor,
                new InterpreterAbi
                {
                    Implementation = installation.Implementation,
                    IsFreeThreaded = installation.IsFreeThreaded,
                    Soabi = installation.Soabi,
                }
            );

    private static ImmutableArray<WheelTag> TagsOf(InstalledDistribution distribution)
    {
        var all = ImmutableArray.CreateBuilder<WheelTag>();
        foreach (var text in distribution.Wheel?.Tags ?? [])
        {
            // A tag that cannot be read accuses nobody.
            if (!WheelTagSet.TryParse(text, out var tags, out _))
            {
                return [];
            }

            all.AddRange(tags);
        }

        return all.DrainToImmutable();
    }

    private static Judgement WrongWheel(
        CheckContext context,
        InstalledDistribution distribution,
        ImmutableArray<WheelTag> tags,
        NativeModules modules
    )
    {
        var fails = modules is { Found: 0, NotFound.IsEmpty: false };
        var shown = string.Join(", ", tags.Take(MostTags)) + (tags.Length > MostTags ? ", …" : "");
        var finding = new Finding
        {
            Rule = TagRules.WrongWheel,
            Severity = fails ? Severity.Error : Severity.Warning,
            Title = $"{distribution.Label} was built for {shown}; this is {Describe(context.Snapshot.Installation)}.",
            Message =
                fails ? "None of its native modules can be imported here."
                : !modules.NotFound.IsEmpty ? "Some of its native modules cannot be imported here."
                : "Its files are not bound to one Python by their names, so it may work as it is; pip check and uv pip check refuse it.",
            Subject = new Subject(SubjectKind.Distribution, distribution.Name, distribution.VersionText),
            Location = new Location(WorldPath.Join(distribution.Location, "WHEEL")),
            Evidence =
            [
                new Evidence($"Tag: {shown}", WorldPath.Join(distribution.Location, "WHEEL")),
                .. modules.NotFound.Take(1).Select(f => Named(context.Snapshot.Installation, f)),
            ],
            Cause = Causes.Tags(distribution),
        };
        // A wheel that is published under a wrong tag comes back as it was: only files that change prove that installing it again helps.
        return modules.NotFound.IsEmpty ? finding : new Judgement(finding, Again(context, distribution));
    }

    private static Judgement WrongExtensions(
        CheckContext context,
        InstalledDistribution distribution,
        NativeModules modules,
        bool isConsequence
    )
    {
        var count = modules.NotFound.Length;
        var all = modules.Found == 0;
        var finding = new Finding
        {
            Rule = TagRules.WrongExtensions,
            Severity = all ? Severity.Error : Severity.Warning,
            Title = FormattableString.Invariant(
                $"{(all ? "All" : "Some of the")} native modules of {distribution.Label} ({count}) are named for another Python than {Describe(context.Snapshot.Installation)}."
            ),
            Message =
                $"An import looks for names that end in {Suffixes(context.Snapshot.Installation)} and does not find them.",
            Subject = new Subject(SubjectKind.Distribution, distribution.Name, distribution.VersionText),
            Location = new Location(modules.NotFound[0]),
            Evidence = [.. modules.NotFound.Select(f => Named(context.Snapshot.Installation, f))],
            Cause = Causes.Tags(distribution),
            IsConsequence = isConsequence,
        };
        return isConsequence ? finding : new Judgement(finding, Again(context, distribution));
    }

    private static Evidence Named(PythonInstallation installation, string file) =>
        new($"{WorldPath.Name(file)} does not end in {Suffixes(installation)}", file);

    private static string Suffixes(PythonInstallation installation) =>
        installation.ExtensionSuffix
        ?? FormattableString.Invariant($"the tag of Python {installation.Major}.{installation.Minor}");

    private static string Describe(PythonInstallation installation)
    {
        var name = installation.Implementation == "cpython" ? "Python" : installation.Implementation;
        var machine = installation.Platform.System switch
        {
            OperatingSystemFamily.Linux => "Linux",
            OperatingSystemFamily.Windows => "Windows",
            OperatingSystemFamily.MacOs => "macOS",
            _ => "",
        };
        var threads = installation.IsFreeThreaded ? ", free-threaded" : "";
        return FormattableString
                .Invariant(
                    $"{name} {installation.Major}.{installation.Minor}{threads} ({machine} {installation.Platform.Architecture}"
                )
                .TrimEnd(' ', '(') + (machine.Length == 0 ? "" : ")");
    }

    private static ImmutableArray<ProposedFix> Again(CheckContext context, InstalledDistribution distribution) =>
        DistributionFixes.Reinstall(context, distribution) is not { } again
            ? []
            :
            [
                again with
                {
                    Title = $"install {distribution.Label} again with this environment's own Python",
                    Edit = s => WithFittingFiles(s, distribution),
                },
            ];

    private static EnvironmentSnapshot WithFittingFiles(EnvironmentSnapshot snapshot, InstalledDistribution wrong) =>
        snapshot with
        {
            Distributions =
            [
                .. snapshot.Distributions.Select(d =>
                    d.Location != wrong.Location
                        ? d
                        : d with
                        {
                            Wheel = null,
                            Files = d.Files.RemoveAll(f =>
                                ExtensionName.TryParse(WorldPath.Name(f.Path), out var extension)
                                && extension.IsTagged
                                && !NativeModules.Fits(snapshot.Installation, extension)
                            ),
                        }
                ),
            ],
        };
}
