namespace Plumb.Python;

/// <summary>The comparison of a version specifier (PEP 440, "Version specifiers").</summary>
public enum VersionOperator
{
    /// <summary><c>~=</c></summary>
    Compatible,

    /// <summary><c>==</c>, also with a prefix as in <c>==1.4.*</c></summary>
    Equal,

    /// <summary><c>!=</c>, also with a prefix</summary>
    NotEqual,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>===</c>: the same text</summary>
    Arbitrary,
}
