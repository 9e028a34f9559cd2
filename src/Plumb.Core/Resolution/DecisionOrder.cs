namespace Plumb.Resolution;

/// <summary>
/// Which package is decided next, after the heuristics of uv: one bound to a URL, one pinned to a version, one whose candidates are often
/// rejected, one that often rejects others, and else the one that was met first. What counts is the family (a distribution with its
/// extras); within it, again the first met.
/// </summary>
internal sealed class DecisionOrder
{
    // Conflicts after which a package changes its rank.
    private const int Threshold = 5;

    // By number of the package; rank and order of a family stand at the package that it is numbered by.
    private readonly List<int> _familyOf = [];
    private readonly List<int> _met = [];
    private readonly List<Rank> _rank = [];
    private readonly List<int> _familyMet = [];
    private readonly Dictionary<int, int> _affected = [];
    private readonly Dictionary<int, int> _culprits = [];
    private readonly List<int> _toRaise = [];
    private readonly List<int> _toLower = [];
    private int _meetings;

    private enum Rank
    {
        FirstMet,
        ConflictLate,
        ConflictEarly,
        Pinned,
        Url,
    }

    /// <summary>The packages that took part in conflicts, most often first.</summary>
    public IEnumerable<int> MostConflicts => _affected.OrderByDescending(p => p.Value).Select(p => p.Key);

    /// <summary>Makes room for a package, numbered on from the last.</summary>
    public void Add(int family)
    {
        _familyOf.Add(family);
        _met.Add(int.MaxValue);
        _rank.Add(Rank.FirstMet);
        _familyMet.Add(int.MaxValue);
    }

    /// <summary>Notes that a package was asked for.</summary>
    public void Meet(int package, Pinning pinning)
    {
        var family = _familyOf[package];
        _met[package] = Math.Min(_met[package], _meetings);
        _familyMet[family] = Math.Min(_familyMet[family], _meetings);
        _meetings++;
        var rank = pinning switch
        {
            Pinning.Url => Rank.Url,
            Pinning.Version => Rank.Pinned,
            _ => Rank.FirstMet,
        };
        if (rank > _rank[family])
        {
            _rank[family] = rank;
        }
    }

    /// <summary>The most urgent of some packages; -1 for none.</summary>
    public int Next(IEnumerable<int> packages)
    {
        var best = -1;
        foreach (var package in packages)
        {
            if (best < 0 || IsMoreUrgent(package, best))
            {
                best = package;
            }
        }

        return best;
    }

    /// <summary>Counts a conflict for the package whose candidates it rejects, and for those that caused it.</summary>
    public void RecordConflict(int affected, Incompatibility incompatibility)
    {
        var hasCulprit = false;
        foreach (var (package, _) in incompatibility.Terms)
        {
            if (package != affected && _familyOf[package] != _familyOf[affected])
            {
                hasCulprit = true;
                Count(_culprits, package, _toLower);
            }
        }

        if (hasCulprit)
        {
            Count(_affected, affected, _toRaise);
        }
    }

    /// <summary>Changes the ranks that are due, and gives the packages that should be decided later than they were.</summary>
    public List<int> Rerank()
    {
        foreach (var package in _toRaise)
        {
            Mark(package, Rank.ConflictEarly);
        }

        var lowered = _toLower.Where(p => Mark(p, Rank.ConflictLate)).ToList();
        _toRaise.Clear();
        _toLower.Clear();
        return lowered;
    }

    private bool Mark(int package, Rank rank)
    {
        var family = _familyOf[package];
        if (_rank[family] == rank || _rank[family] == Rank.ConflictEarly)
        {
            return false;
        }

        _rank[family] = rank;
        return true;
    }

    private bool IsMoreUrgent(int package, int other)
    {
        var (family, otherFamily) = (_familyOf[package], _familyOf[other]);
        return _rank[family] != _rank[otherFamily] ? _rank[family] > _rank[otherFamily]
            : family != otherFamily ? _familyMet[family] < _familyMet[otherFamily]
            : _met[package] < _met[other];
    }

    private static void Count(Dictionary<int, int> counts, int package, List<int> due)
    {
        var count = counts.GetValueOrDefault(package) + 1;
        counts[package] = count;
        if (count == Threshold)
        {
            due.Add(package);
        }
    }
}
