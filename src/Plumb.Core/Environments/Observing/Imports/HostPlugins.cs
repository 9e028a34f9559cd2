using System.Text;
using Plumb.Files;

namespace Plumb.Environments.Observing.Imports;

/// <summary>
/// Modules that another program loads by an entry point and nobody else imports (<c>[pytest11]</c>): where that program is not there, they
/// are never imported.
/// </summary>
internal sealed class HostPlugins(FileWorld world, IReadOnlyCollection<InstalledDistribution> distributions)
{
    private const int MostBytes = 1024 * 1024;
    private readonly Lazy<HashSet<(string Group, string Module)>> _points = new(() =>
        [.. distributions.Where(d => !d.IsHidden).SelectMany(d => Read(world, d))]
    );

    /// <summary>True where the package lacks the very program that loads it.</summary>
    public bool IsNeverLoaded(ImportFailure failure) =>
        failure.Kind == ImportFailureKind.NoModule
        && _points.Value.Any(p => p.Module == failure.Package && IsOf(p.Group, failure.Module));

    // pytest11, flake8.extension, sphinx.builders.
    private static bool IsOf(string group, string program) =>
        group.StartsWith(program, StringComparison.Ordinal)
        && group[program.Length..] is var rest
        && (rest.StartsWith('.') || rest.All(char.IsAsciiDigit));

    private static IEnumerable<(string, string)> Read(FileWorld world, InstalledDistribution distribution)
    {
        if (!distribution.MetadataEntries.Any(e => e.Name == "entry_points.txt"))
        {
            yield break;
        }

        var read = world.Read(WorldPath.Join(distribution.Location, "entry_points.txt"), MostBytes);
        var group = "";
        foreach (var written in read.Succeeded ? Encoding.UTF8.GetString(read.Bytes).Split('\n') : [])
        {
            var line = written.Trim();
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (line.StartsWith('[') && line.EndsWith(']'))
            {
                group = line[1..^1].Trim();
            }
            else if (equals > 0)
            {
                yield return (group, line[(equals + 1)..].Split(':', '[')[0].Trim());
            }
        }
    }
}
