namespace Plumb.Python;

/// <summary>The comparison of a marker (PEP 508, "Environment Markers").</summary>
public enum MarkerOperator
{
    /// <summary><c>~=</c></summary>
    Compatible,

    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>===</c></summary>
    Arbitrary,

    /// <summary><c>in</c>: the left text is part of the right one, or a member of the right set</summary>
    In,

    /// <summary><c>not in</c></summary>
    NotIn,
}

/// <summary>How the operators of markers are written.</summary>
internal static class MarkerOperatorSymbols
{
    extension(MarkerOperator comparison)
    {
        /// <summary>"&gt;=", "not in" and so on.</summary>
        public string Symbol =>
            comparison switch
            {
                MarkerOperator.In => "in",
                MarkerOperator.NotIn => "not in",
                _ => ((VersionOperator)comparison).Symbol,
            };
    }
}
