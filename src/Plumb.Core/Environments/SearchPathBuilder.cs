using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Environments;

/// <summary>Builds <c>sys.path</c> in the way of CPython's <c>getpath</c> and <c>site</c>: each folder once, site folders with their <c>.pth</c> lines.</summary>
internal sealed class SearchPathBuilder(FileWorld world)
{
    private readonly ImmutableArray<SearchPathEntry>.Builder _entries = ImmutableArray.CreateBuilder<SearchPathEntry>();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly ImmutableArray<string>.Builder _unread = ImmutableArray.CreateBuilder<string>();

    /// <summary>What should have been read and could not.</summary>
    public ImmutableArray<string> Unread => _unread.ToImmutable();

    /// <summary>Puts a path on the list whether or not it exists, as the interpreter does before <c>site</c> runs.</summary>
    public void Add(string path, PathOrigin origin)
    {
        if (_known.Add(path))
        {
            _entries.Add(new SearchPathEntry(path, origin, world.TryStat(path, out _)));
        }
    }

    /// <summary><c>site.addsitedir</c>: the folder when it exists, then the lines of its <c>.pth</c> files in the order of their names.</summary>
    public void AddSite(string folder, PathOrigin origin)
    {
        var listing = world.List(folder);
        if (listing.Failure is FileFailure.NotFound or FileFailure.NotAFile)
        {
            return;
        }

        if (_known.Add(folder))
        {
            _entries.Add(new SearchPathEntry(folder, origin, Exists: true));
        }

        if (listing.Failure != FileFailure.None)
        {
            _unread.Add($"{folder}: {FileFailureText.Of(listing.Failure)}");
        }

        foreach (var entry in listing.Entries)
        {
            if (PthFile.IsPth(entry.Name) && entry.Kind is FileKind.File or FileKind.Link)
            {
                AddFile(WorldPath.Join(folder, entry.Name));
            }
        }
    }

    /// <summary>The list so far.</summary>
    public ImmutableArray<SearchPathEntry> Build() => _entries.ToImmutable();

    private void AddFile(string path)
    {
        if (PthFile.Read(world, path, out var failure) is { } file)
        {
            AddLines(file);
        }
        else
        {
            _unread.Add($"{path}: {FileFailureText.Of(failure)}");
        }
    }

    private void AddLines(PthFile file)
    {
        foreach (var line in file.Lines)
        {
            if (line.Kind == PthLineKind.Path && file.Resolve(line) is var path && world.TryStat(path, out _))
            {
                if (_known.Add(path))
                {
                    _entries.Add(new SearchPathEntry(path, PathOrigin.PthFile, Exists: true, file.Path));
                }
            }
        }
    }
}
