using System.Numerics;

namespace Plumb.Resolution;

/// <summary>
/// A set of the candidates of one package, which are numbered from 0 in ascending order. Its algebra is exact whatever the order of
/// versions is like, and a set spans the gaps between known versions by itself.
/// </summary>
public readonly struct CandidateSet : IEquatable<CandidateSet>
{
    private const int WordBits = 64;
    private readonly ulong[]? _words;

    private CandidateSet(int count, ulong[] words) => (Universe, _words) = (count, words);

    /// <summary>How many candidates the package has; sets of one package alone can be combined.</summary>
    public int Universe { get; }

    /// <summary>True when no candidate is in the set.</summary>
    public bool IsEmpty => !Words.ContainsAnyExcept(0UL);

    /// <summary>How many candidates are in the set.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in Words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    private ReadOnlySpan<ulong> Words => _words;

    /// <summary>No candidate.</summary>
    public static CandidateSet None(int universe) => new(universe, new ulong[WordCount(universe)]);

    /// <summary>Every candidate.</summary>
    public static CandidateSet All(int universe) => None(universe).Complement();

    /// <summary>One candidate.</summary>
    public static CandidateSet Single(int universe, int candidate) => Between(universe, candidate, candidate + 1);

    /// <summary>The candidates from one up to, not including, another.</summary>
    public static CandidateSet Between(int universe, int from, int to)
    {
        var set = None(universe);
        for (var i = from; i < to; i++)
        {
            set._words![i / WordBits] |= 1UL << (i % WordBits);
        }

        return set;
    }

    /// <summary>The candidates for which something holds.</summary>
    public static CandidateSet Where(int universe, Func<int, bool> holds)
    {
        var set = None(universe);
        for (var i = 0; i < universe; i++)
        {
            if (holds(i))
            {
                set._words![i / WordBits] |= 1UL << (i % WordBits);
            }
        }

        return set;
    }

    /// <summary>Whether a candidate is in the set.</summary>
    public bool Contains(int candidate) => (Words[candidate / WordBits] >> (candidate % WordBits) & 1) != 0;

    /// <summary>The candidates of this set, of the other or of both.</summary>
    public CandidateSet Union(CandidateSet other)
    {
        var words = new ulong[Words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = _words![i] | other._words![i];
        }

        return new CandidateSet(Universe, words);
    }

    /// <summary>The candidates in both sets.</summary>
    public CandidateSet Intersect(CandidateSet other)
    {
        var words = new ulong[Words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = _words![i] & other._words![i];
        }

        return new CandidateSet(Universe, words);
    }

    /// <summary>The candidates of this set that are not in the other.</summary>
    public CandidateSet Except(CandidateSet other)
    {
        var words = new ulong[Words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = _words![i] & ~other._words![i];
        }

        return new CandidateSet(Universe, words);
    }

    /// <summary>The candidates that are not in this set.</summary>
    public CandidateSet Complement()
    {
        var words = new ulong[Words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = ~_words![i];
        }

        if (Universe % WordBits != 0)
        {
            words[^1] &= (1UL << (Universe % WordBits)) - 1;
        }

        return new CandidateSet(Universe, words);
    }

    /// <summary>Whether every candidate of this set is in the other.</summary>
    public bool IsSubsetOf(CandidateSet other)
    {
        for (var i = 0; i < Words.Length; i++)
        {
            if ((_words![i] & ~other._words![i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether no candidate is in both sets.</summary>
    public bool IsDisjointFrom(CandidateSet other)
    {
        for (var i = 0; i < Words.Length; i++)
        {
            if ((_words![i] & other._words![i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The candidates of the set, ascending.</summary>
    public IEnumerable<int> Ascending()
    {
        for (var i = 0; i < Universe; i++)
        {
            if (Contains(i))
            {
                yield return i;
            }
        }
    }

    /// <summary>The candidates of the set, descending.</summary>
    public IEnumerable<int> Descending()
    {
        for (var i = Universe - 1; i >= 0; i--)
        {
            if (Contains(i))
            {
                yield return i;
            }
        }
    }

    /// <summary>Same candidates of as many.</summary>
    public bool Equals(CandidateSet other) => Universe == other.Universe && Words.SequenceEqual(other.Words);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is CandidateSet other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var word in Words)
        {
            hash.Add(word);
        }

        return hash.ToHashCode();
    }

    /// <summary>Same candidates.</summary>
    public static bool operator ==(CandidateSet left, CandidateSet right) => left.Equals(right);

    /// <summary>Other candidates.</summary>
    public static bool operator !=(CandidateSet left, CandidateSet right) => !left.Equals(right);

    private static int WordCount(int universe) => (universe + WordBits - 1) / WordBits;
}
