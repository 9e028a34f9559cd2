using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumb.Checks.Files;
using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Ownership;

/// <summary>A file that several distributions claim with different contents.</summary>
/// <param name="Claims">One claim a distribution.</param>
/// <param name="Role">What the file is for.</param>
/// <param name="OnDisk">Whose bytes lie there: the locations of the distributions whose RECORD fits; empty when none does.</param>
public sealed record ContestedFile(
    ImmutableArray<FileOwnership.Claim> Claims,
    FileRole Role,
    ImmutableArray<string> OnDisk
);

/// <summary>Files that the same distributions of different projects claim.</summary>
/// <param name="Owners">The distributions, in the order of the snapshot.</param>
/// <param name="Paths">All files that they share, in ordinal order.</param>
/// <param name="Contested">Those whose contents differ by their RECORDs.</param>
public sealed record Overlap(
    ImmutableArray<InstalledDistribution> Owners,
    ImmutableArray<string> Paths,
    ImmutableArray<ContestedFile> Contested
)
{
    /// <summary>The contested files that decide what runs: code and libraries; when there are none, all contested files.</summary>
    public ImmutableArray<ContestedFile> Decisive =>
        Contested.Any(c => c.Role is FileRole.Code or FileRole.Library)
            ? [.. Contested.Where(c => c.Role is FileRole.Code or FileRole.Library)]
            : Contested;

    /// <summary>The owner whose bytes are on disk in every decisive file; null when they are a mix or nothing is contested.</summary>
    public InstalledDistribution? Winner =>
        Decisive.IsEmpty
            ? null
            : Owners.FirstOrDefault(o => Decisive.All(c => c.OnDisk.Contains(o.Location, StringComparer.Ordinal)));

    /// <summary>True when the files are a mix: of two decisive files none of the owners has both.</summary>
    public bool IsMixed => Winner is null && Decisive.Count(c => !c.OnDisk.IsEmpty) > 1;

    /// <summary>Top-level import names of the shared code, in ordinal order.</summary>
    public IEnumerable<string> ImportNames =>
        Paths
            .Select(p => WorldPath.Relative(p, Owners[0].Site.Path))
            .Where(p =>
                p.EndsWith(".py", StringComparison.Ordinal) || NativeFileName.IsExtensionModule(WorldPath.Name(p))
            )
            .Where(p => !p.StartsWith('/'))
            .Select(p => p.Split('/')[0])
            .Select(p => p.Split('.')[0])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    /// <summary>Finds them. Second metadata folders of one project are left out.</summary>
    public static ImmutableArray<Overlap> Of(CheckContext context)
    {
        var ghosts = context
            .Duplicates.SelectMany(d => d.Ghosts)
            .Select(d => d.Location)
            .ToFrozenSet(StringComparer.Ordinal);
        var groups = new Dictionary<string, List<(string Path, ImmutableArray<FileOwnership.Claim> Claims)>>(
            StringComparer.Ordinal
        );
        foreach (var (path, all) in context.Ownership.Shared)
        {
            // A row without hash and size beside one with them was not written by an installer: PLB1207 says so.
            var hashed = all.Any(c => c.File.Row.Hash is not null);
            var claims = all.Where(c => !ghosts.Contains(c.Distribution.Location))
                .Where(c => !hashed || c.File.Row.Hash is not null || c.File.Row.Size >= 0)
                .ToImmutableArray();
            if (claims.Length > 1 && claims.Any(c => c.Distribution.Key != claims[0].Distribution.Key))
            {
                var key = string.Join('\n', claims.Select(c => c.Distribution.Location));
                (groups.TryGetValue(key, out var files) ? files : groups[key] = []).Add((path, claims));
            }
        }

        return
        [
            .. groups
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => g.Value.OrderBy(f => f.Path, StringComparer.Ordinal).ToList())
                .Select(files => new Overlap(
                    [.. files[0].Claims.Select(c => c.Distribution)],
                    [.. files.Select(f => f.Path)],
                    [
                        .. files
                            .Where(f => IsContested(f.Claims))
                            .Select(f => Contest(context.Snapshot, f.Path, f.Claims)),
                    ]
                )),
        ];
    }

    private static bool IsContested(ImmutableArray<FileOwnership.Claim> claims)
    {
        var first = claims[0].File.Row;
        return claims.Any(c =>
            c.File.Row.Hash is { } hash && first.Hash is { } other ? hash != other : c.File.Row.Size != first.Size
        );
    }

    private static ContestedFile Contest(
        EnvironmentSnapshot snapshot,
        string path,
        ImmutableArray<FileOwnership.Claim> claims
    )
    {
        var role = FileRoles.Of(claims[0].Distribution, claims[0].File);
        if (claims[0].File.Presence != Presence.File)
        {
            return new ContestedFile(claims, role, []);
        }

        var digest = snapshot.Contents.GetValueOrDefault(path)?.Digest;
        var fitting = claims.Where(c => digest is not null && c.File.Row.Hash == digest).ToList();
        if (fitting.Count == 0)
        {
            // Without a hash that fits, a size tells only when the others have another.
            fitting = [.. claims.Where(c => c.File.Row.Size == claims[0].File.Size)];
            fitting = fitting.Count < claims.Length ? fitting : [];
        }

        return new ContestedFile(claims, role, [.. fitting.Select(c => c.Distribution.Location)]);
    }
}
