using System.Collections.Immutable;
using System.Globalization;
using Plumb.Checks.Files;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Ownership;

/// <summary>Files that distributions of different projects both installed: whose bytes lie there, and what breaks when one goes.</summary>
public sealed class OverlappingFilesCheck : ICheck
{
    private const int MostShown = 3;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [OwnershipRules.Overlap];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) =>
        Overlap
            .Of(context)
            .Where(o => !IsNamespace(o) && !o.Owners[0].Site.IsDistributionManaged)
            .Select(o => Judge(context, o));

    /// <summary>The <c>__init__.py</c> files of a shared namespace (<c>nvidia/__init__.py</c>) are equal everywhere, and meant so.</summary>
    private static bool IsNamespace(Overlap overlap) =>
        overlap.Contested.IsEmpty
        && overlap.Paths.All(p => WorldPath.Name(p) is "__init__.py" or "py.typed" or "__init__.pyi");

    private static Judgement Judge(CheckContext context, Overlap overlap)
    {
        var labels = Prose.List(overlap.Owners.Select(o => o.Label), 4);
        var finding = new Finding
        {
            Rule = OwnershipRules.Overlap,
            Severity = SeverityOf(overlap),
            Title =
                overlap.Paths.Length == 1
                    ? $"{labels} install the same file, {ShortPath(context, overlap)}."
                    : $"{labels} install the same {Prose.Count(overlap.Paths.Length, "file")}.",
            Message = Message(overlap) + KeepOne.WhyNone(context, overlap.Owners),
            Subject = new Subject(SubjectKind.Distribution, overlap.Owners[0].Name, overlap.Owners[0].VersionText),
            Location = new Location(overlap.Decisive.FirstOrDefault()?.Claims[0].File.Path ?? overlap.Paths[0]),
            Evidence = Proof(overlap),
            Cause = CauseOf(context, overlap.Owners),
        };
        return finding.Severity == Severity.Info
            ? finding
            : new Judgement(finding, KeepOne.Of(context, overlap.Owners, overlap.Winner));
    }

    private static string ShortPath(CheckContext context, Overlap overlap)
    {
        var path = overlap.Paths[0];
        var site = overlap.Owners[0].Site.Path;
        return WorldPath.Relative(path, WorldPath.IsWithin(path, site) ? site : context.Snapshot.Installation.Prefix);
    }

    /// <summary>The block in which findings about these distributions belong.</summary>
    public static string CauseOf(CheckContext context, ImmutableArray<InstalledDistribution> owners)
    {
        var families = owners.Select(o => context.Families.Of(o.Key)).ToList();
        return families[0] is { } family && families.All(f => f == family)
            ? Causes.Family(family.ImportName)
            : Causes.Overlap(owners);
    }

    private static Severity SeverityOf(Overlap overlap)
    {
        var code = overlap.Contested.Any(c => c.Role is FileRole.Code or FileRole.Library);
        return code && overlap.IsMixed ? Severity.Error
            : code || overlap.Contested.Any(c => c.Role == FileRole.Script) ? Severity.Warning
            : Severity.Info;
    }

    private static string Message(Overlap overlap)
    {
        if (overlap.Contested.IsEmpty)
        {
            return "Their contents are equal. Removing one of them deletes the files for the other too.";
        }

        var onDisk =
            overlap.Winner is { } winner ? $"On disk now: those of {winner.Label}."
            : overlap.IsMixed ? "On disk now: a mix of both, " + Shares(overlap) + "."
            : "Whose bytes are on disk now cannot be told from sizes"
                + (overlap.Decisive.All(c => c.OnDisk.IsEmpty) ? "." : " for all of them.");
        var names = Prose.List(overlap.ImportNames);
        return names.Length == 0
            ? onDisk + " Removing one of them deletes the files for the other too."
            : $"{onDisk} Removing {(overlap.Owners.Length == 2 ? "either one" : "any of them")} breaks {names}.";
    }

    private static string Shares(Overlap overlap) =>
        string.Join(
            " and ",
            overlap
                .Owners.Select(o =>
                    (o.Name, Files: overlap.Decisive.Count(c => c.OnDisk is [var only] && only == o.Location))
                )
                .Where(s => s.Files > 0)
                .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Files} of {s.Name}"))
        );

    private static ImmutableArray<Evidence> Proof(Overlap overlap)
    {
        if (overlap.Contested.IsEmpty)
        {
            return [new Evidence("both RECORDs name it with the same hash", overlap.Paths[0])];
        }

        // Native files first: they are large, and nobody edits them.
        return
        [
            .. overlap
                .Decisive.OrderBy(c => NativeFileName.IsLibrary(WorldPath.Name(c.Claims[0].File.Path)) ? 0 : 1)
                .Take(MostShown)
                .Select(c => new Evidence(Describe(c), c.Claims[0].File.Path)),
        ];
    }

    private static string Describe(ContestedFile contested)
    {
        var file = contested.Claims[0].File;
        var differs = contested.Claims.Any(c => c.File.Row.Size != file.Row.Size);
        var claims = contested.Claims.Select(c =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{c.Distribution.Name} {(differs ? $"{c.File.Row.Size:N0} bytes" : "another hash")}"
            )
        );
        var fits = contested.OnDisk.IsEmpty
            ? ""
            : ": those of "
                + Prose.List(
                    contested
                        .Claims.Where(c => contested.OnDisk.Contains(c.Distribution.Location, StringComparer.Ordinal))
                        .Select(c => c.Distribution.Name)
                );
        return differs
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Row.Path} has {file.Size:N0} bytes{fits}; by RECORD {string.Join(", ", claims)}"
            )
            : $"{file.Row.Path} differs between them by its hash; on disk{(fits.Length == 0 ? ": unknown" : fits)}";
    }
}
