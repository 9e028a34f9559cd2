using System.Collections.Immutable;

namespace Plumb.Resolution;

/// <summary>Statements that cannot all hold (PubGrub, "Incompatibility"). Each is about another package; packages are numbers.</summary>
public sealed class Incompatibility
{
    private Incompatibility(ImmutableArray<KeyValuePair<int, Term>> terms, IncompatibilityCause cause)
    {
        Terms = terms;
        Cause = cause;
    }

    /// <summary>The statements by the number of their package.</summary>
    public ImmutableArray<KeyValuePair<int, Term>> Terms { get; }

    /// <summary>Why they cannot all hold.</summary>
    public IncompatibilityCause Cause { get; }

    /// <summary>
    /// Joins statements about one package and leaves out those that always hold. One of them may be impossible; then the incompatibility
    /// says nothing.
    /// </summary>
    internal static Incompatibility Of(IncompatibilityCause cause, params ReadOnlySpan<KeyValuePair<int, Term>> terms)
    {
        var joined = ImmutableArray.CreateBuilder<KeyValuePair<int, Term>>(terms.Length);
        foreach (var (package, term) in terms)
        {
            var at = 0;
            while (at < joined.Count && joined[at].Key != package)
            {
                at++;
            }

            if (at < joined.Count)
            {
                joined[at] = new(package, joined[at].Value.And(term));
            }
            else if (!term.HoldsAlways)
            {
                joined.Add(new(package, term));
            }
        }

        return new Incompatibility(joined.DrainToImmutable(), cause);
    }

    /// <summary>What the incompatibility says of a package; null when it says nothing.</summary>
    internal Term? TermOf(int package)
    {
        foreach (var (key, term) in Terms)
        {
            if (key == package)
            {
                return term;
            }
        }

        return null;
    }

    /// <summary>
    /// What follows from two incompatibilities (PubGrub, "Conflict resolution", the rule of resolution): the statements of both,
    /// and about the package that they meet in, that one or the other holds.
    /// </summary>
    internal static Incompatibility Resolve(Incompatibility conflict, Incompatibility other, int package)
    {
        var terms = new List<KeyValuePair<int, Term>>(conflict.Terms.Length + other.Terms.Length);
        terms.AddRange(conflict.Terms.Where(t => t.Key != package));
        terms.AddRange(other.Terms.Where(t => t.Key != package));
        if (conflict.TermOf(package) is { } left && other.TermOf(package) is { } right)
        {
            terms.Add(new(package, left.Or(right)));
        }

        return Of(new DerivedCause(conflict, other), [.. terms]);
    }
}
