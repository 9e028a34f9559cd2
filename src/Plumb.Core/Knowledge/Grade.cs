namespace Plumb.Knowledge;

/// <summary>How far a fact can be trusted.</summary>
public enum Grade
{
    /// <summary>Guides and threads: explains, and never raises an error by itself.</summary>
    Folklore,

    /// <summary>The vendor's or project's own text.</summary>
    Documented,

    /// <summary>Proved from files or by running.</summary>
    Measured,

    /// <summary>Declared by the package itself.</summary>
    Metadata,
}
