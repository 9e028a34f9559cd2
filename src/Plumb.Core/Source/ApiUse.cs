using System.Collections.Immutable;

namespace Plumb.Source;

/// <summary>
/// An attribute of a watched module, reached through an import: <c>np.float</c> after <c>import numpy as np</c>. Aliases are followed
/// by name within the file, without flow; where a name is imported twice, the more deeply nested import counts, then the later one.
/// Names that <c>from</c> imports take directly stand in <see cref="PythonSource.Imports"/> only.
/// </summary>
/// <param name="Line">Line where the expression begins, from 1.</param>
/// <param name="Name">The full dotted name: <c>numpy.float</c>.</param>
/// <param name="Context">The blocks around it, from outside in.</param>
/// <param name="IsTested">True when its own statement or the test of its own header asks <c>hasattr</c> or looks at a version.</param>
public sealed record ApiUse(int Line, string Name, ImmutableArray<SourceBlock> Context, bool IsTested)
{
    /// <summary>True where the attribute is given a value (<c>np.float = float</c>): the file brings it itself.</summary>
    public bool IsAssigned { get; init; }

    /// <summary>
    /// True where the name may be another one's: a parameter of a function or lambda around it, a target of a comprehension, or bound by
    /// another import too.
    /// </summary>
    public bool IsDoubtful { get; init; }

    /// <summary>
    /// True in an annotation that nothing evaluates: of a variable in a function (PEP 526), and any under
    /// <c>from __future__ import annotations</c> (PEP 563).
    /// </summary>
    public bool IsNeverEvaluated { get; init; }

    /// <summary>True in any annotation: since Python 3.14 none is evaluated unless something asks for it (PEP 649).</summary>
    public bool IsInAnnotation { get; init; }
}
