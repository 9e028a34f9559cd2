using Plumb.Cli.Commands;
using Plumb.Files;
using Plumb.Index;
using Plumb.Python;
using Plumb.Resolution;

namespace Plumb.Cli.Rendering;

/// <summary>A solution as a requirements file that pip and uv install.</summary>
internal static class LockFileText
{
    /// <summary>The day on which the index was recorded.</summary>
    public static string Date { get; } = IndexSnapshot.OpenEmbedded().Recorded;

    /// <summary>Writes it; every line ends with LF.</summary>
    public static void Write(LockAnswer answer, RenderSettings settings, World world, TextWriter output)
    {
        output.Write("# Locked by plumb. Change what it was made from, not this file.\n");
        output.Write(
            VisibleText.Of(
                $"# {answer.Target.InWords}, from the index of {Date} that Plumb carries; it holds a part of all versions",
                settings.Unicode
            ) + "\n"
        );
        output.Write(
            "# judged by metadata and by builds that are known not to fit; what else they need of each other was not looked at\n"
        );
        foreach (var hazard in answer.Hazards)
        {
            output.Write(VisibleText.Of($"# hazard: {hazard.Text}", settings.Unicode) + "\n");
        }

        if (answer.Repaired is { } repair)
        {
            foreach (var change in repair.Changes)
            {
                output.Write(VisibleText.Of($"# changed: {LockConflictText.InWords(change)}", settings.Unicode) + "\n");
            }
        }

        var tree = ResolutionTree.Of(answer.Solved!, answer.Index, answer.Resolved!);
        foreach (var package in answer.Resolved!.Packages)
        {
            output.Write(package.Name + "==" + package.Version);
            foreach (var hash in Hashes(answer.Index, package))
            {
                output.Write(" \\\n    --hash=sha256:" + hash.ToHex());
            }

            output.Write('\n');
            var via = Via(answer, tree, package.Name, world);
            output.Write(
                via is [var only]
                    ? $"    # via {VisibleText.Of(only, settings.Unicode)}\n"
                    : "    # via\n" + string.Concat(via.Select(v => $"    #   {VisibleText.Of(v, settings.Unicode)}\n"))
            );
        }
    }

    /// <summary>SHA-256 of every file of the version that the index knows, in ordinal order.</summary>
    public static IEnumerable<Sha256Digest> Hashes(IPackageIndex index, ResolvedPackage package) =>
        index.ListingOf(package.Name) is Known<PackageListing> { Value: var listing }
            ? listing
                .Versions.Where(v => v.Version == package.Version)
                .SelectMany(v => v.Files)
                .Select(f => f.Sha256)
                .OfType<Sha256Digest>()
                .Distinct()
                .OrderBy(d => d.ToHex(), StringComparer.Ordinal)
            : [];

    /// <summary>Who needs a package: files that ask for it first, then packages, each once.</summary>
    public static List<string> Via(LockAnswer answer, ResolutionTree tree, PackageName name, World world)
    {
        var needs = tree.NeedsOf(name);
        var isDirect = needs.Any(n => n.Of is null);
        var files = answer
            .Question.Items.Where(i =>
                isDirect && i.Name == name && i.Marker?.Holds(answer.Solved!.Target.Markers) != false
            )
            .Select(i => LockInput.Shown(i.Location.File, world))
            .Order(StringComparer.Ordinal);
        return
        [
            .. files.Distinct(StringComparer.Ordinal),
            .. needs.Select(n => n.Of).OfType<PackageName>().Distinct().Order().Select(n => n.Normalized),
        ];
    }
}
