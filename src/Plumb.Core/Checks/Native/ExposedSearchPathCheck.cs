using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Native.Loading;
using Plumb.Text;

namespace Plumb.Checks.Native;

/// <summary>
/// RPATH and RUNPATH that lead to where others may put a library, one finding for each such folder of a distribution. Only folders in which
/// a needed library is really looked for before it is found: the many that builds leave behind and nothing reads are passed over.
/// </summary>
public sealed class ExposedSearchPathCheck : ICheck
{
    private const int MostFiles = 3;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [NativeRules.ExposedSearchPath];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Native;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) =>
        context
            .Snapshot.Native.Modules.SelectMany(m => m.Exposed.Select(e => new Use(m, e, Holder(context, e.Owner))))
            .GroupBy(u => (u.Holder, u.Folder.Element, u.Folder.Exposure))
            .OrderBy(g => g.Key.Holder, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Element, StringComparer.Ordinal)
            .Select(g => Judge(context, [.. g.DistinctBy(u => (u.Folder.Owner, u.Folder.Library))]));

    private static string Holder(CheckContext context, string file) =>
        context.Ownership.OwnerOf(file)?.Location ?? file;

    private static Judgement Judge(CheckContext context, ImmutableArray<Use> uses)
    {
        var folder = uses[0].Folder;
        var owner = context.Ownership.OwnerOf(folder.Owner);
        var files = uses.Select(u => WorldPath.Name(u.Folder.Owner)).Distinct(StringComparer.Ordinal);
        var libraries = uses.Select(u => u.Folder.Library).Distinct(StringComparer.Ordinal);
        var of = owner is null ? "" : $" ({owner.Label})";
        var finding = new Finding
        {
            Rule = NativeRules.ExposedSearchPath,
            Severity = folder.Exposure == FolderExposure.CurrentFolder ? Severity.Info : Severity.Warning,
            Title = $"{Prose.List(files)}{of} looks for {Prose.List(libraries)} in {Name(folder)}.",
            Message = Explain(folder),
            Subject = owner is null
                ? new Subject(SubjectKind.File, WorldPath.Name(folder.Owner))
                : new Subject(SubjectKind.Distribution, owner.Name, owner.VersionText),
            About = folder.Element,
            Location = new Location(folder.Owner),
            Evidence = [.. uses.Take(MostFiles).Select(u => Evidence(u))],
        };
        return new Judgement(finding, []);
    }

    private static string Name(ExposedFolder folder) =>
        folder.Exposure switch
        {
            FolderExposure.OpenToAll => $"{folder.Folder}, where every account can put one",
            FolderExposure.Outside => $"{folder.Folder}, which is no part of the environment",
            _ when folder.Element.Length == 0 => "the current folder",
            _ => $"{folder.Element} below the current folder",
        };

    private static string Explain(ExposedFolder folder) =>
        folder.Exposure switch
        {
            FolderExposure.OpenToAll =>
                "Whoever puts a library of that name there has it run by everybody who imports the package."
                    + (
                        folder.IsClosable
                            ? $" The owner of {folder.Folder}, or the administrator, has to take the others' right to write there."
                            : ""
                    ),
            FolderExposure.Outside =>
                "It works as long as that folder stays: on another machine, or once it is cleaned, the library is missing or another one.",
            _ => "What is loaded depends on the folder in which Python is started, and on who can write there.",
        };

    private static Evidence Evidence(Use use)
    {
        var requester = use.Module.Closure.Members[use.Folder.Requester].Library.Path;
        var by = requester == use.Folder.Owner ? "" : $" for {WorldPath.Name(requester)}";
        var element = use.Folder.Element.Length == 0 ? "an empty element" : use.Folder.Element;
        return new Evidence(
            $"{WorldPath.Name(use.Folder.Owner)} names {element}; {use.Folder.Library} is looked for there{by} before it is found",
            use.Folder.Owner
        );
    }

    private sealed record Use(NativeModule Module, ExposedFolder Folder, string Holder);
}
