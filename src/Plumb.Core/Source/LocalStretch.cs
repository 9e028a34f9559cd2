namespace Plumb.Source;

/// <summary>A part of a source in which a name is not what the module's imports made of it, or that is not evaluated where it stands.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The byte after its last.</param>
/// <param name="Kind">Why.</param>
/// <param name="Names">The names that are bound in it; none for annotations.</param>
/// <param name="Outer">A part of it that is evaluated outside: the first iterable of a comprehension.</param>
internal readonly record struct LocalStretch(
    int Start,
    int End,
    LocalStretchKind Kind,
    TextRange[] Names,
    TextRange Outer = default
)
{
    /// <summary>Whether a place lies in it.</summary>
    public bool Holds(int at) => at >= Start && at < End && !(at >= Outer.Start && at < Outer.End);

    /// <summary>Whether it binds the name.</summary>
    public bool Binds(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        foreach (var bound in Names)
        {
            if (bound.In(text).SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What makes a stretch of a source a world of its own.</summary>
internal enum LocalStretchKind
{
    /// <summary>The body of a <c>lambda</c>, whose parameters hide names of the module.</summary>
    Lambda,

    /// <summary>A comprehension or generator, whose targets hide them.</summary>
    Comprehension,

    /// <summary>The annotation of a parameter, of what a function returns, or of a type parameter.</summary>
    SignatureAnnotation,

    /// <summary>The annotation of a variable, which a function never evaluates (PEP 526).</summary>
    VariableAnnotation,
}
