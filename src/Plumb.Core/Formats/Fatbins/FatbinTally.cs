using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Plumb.Text;

namespace Plumb.Formats.Fatbins;

/// <summary>Counts what the containers of a section hold. Hostile files get no more memory than real ones.</summary>
internal sealed class FatbinTally(string section)
{
    private const int MostGroups = 4096;
    private const int MostArchitectures = 256;
    private const int MostProblems = 16;
    private readonly Dictionary<FatbinArchitecture, int> _entries = [];
    private readonly Dictionary<ImmutableArray<FatbinArchitecture>, int> _groups = new(new SameArchitectures());
    private readonly List<FatbinArchitecture> _container = [];
    private readonly List<FormatError> _problems = [];
    private ImmutableArray<FatbinArchitecture> _last = [];
    private int _compressed;

    /// <summary>Entries so far.</summary>
    public int EntryCount { get; private set; }

    /// <summary>Keeps a problem.</summary>
    public void Report(FormatError problem)
    {
        if (_problems.Count < MostProblems)
        {
            _problems.Add(problem);
        }
    }

    /// <summary>One entry of the container at hand.</summary>
    public void Add(FatbinArchitecture architecture, bool isCompressed)
    {
        EntryCount++;
        _compressed += isCompressed ? 1 : 0;
        if (_entries.Count < MostArchitectures || _entries.ContainsKey(architecture))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_entries, architecture, out _)++;
        }

        if (_container.Count < MostArchitectures && !_container.Contains(architecture))
        {
            _container.Add(architecture);
        }
    }

    /// <summary>The container at hand is over.</summary>
    public void EndContainer()
    {
        _container.Sort();
        if (!_container.SequenceEqual(_last))
        {
            _last = [.. _container];
        }

        if (_groups.Count < MostGroups || _groups.ContainsKey(_last))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_groups, _last, out _)++;
        }
        else
        {
            Report(new FormatError("The containers differ more than those of any real library."));
        }

        _container.Clear();
    }

    public FatbinListing ToListing() =>
        new(
            section,
            [
                .. _groups
                    .Select(group => new FatbinGroup(group.Key, group.Value))
                    .OrderByDescending(group => group.Containers)
                    .ThenBy(group => string.Join(' ', group.Architectures), StringComparer.Ordinal),
            ],
            _entries.ToImmutableSortedDictionary(),
            _compressed,
            [.. _problems]
        );

    private sealed class SameArchitectures : IEqualityComparer<ImmutableArray<FatbinArchitecture>>
    {
        public bool Equals(ImmutableArray<FatbinArchitecture> x, ImmutableArray<FatbinArchitecture> y) =>
            x.AsSpan().SequenceEqual(y.AsSpan());

        public int GetHashCode(ImmutableArray<FatbinArchitecture> architectures)
        {
            var hash = new HashCode();
            foreach (var architecture in architectures)
            {
                hash.Add(architecture);
            }

            return hash.ToHashCode();
        }
    }
}
