namespace Plumb.Findings;

/// <summary>What a finding is about.</summary>
public sealed record Subject(SubjectKind Kind, string Name, string? Version = null);

/// <summary>The kinds of things that findings are about.</summary>
public enum SubjectKind
{
    /// <summary>An installed distribution.</summary>
    Distribution,

    /// <summary>A file or folder.</summary>
    File,

    /// <summary>A model file.</summary>
    Model,

    /// <summary>A stage of a stack.</summary>
    Stage,

    /// <summary>A line of a document.</summary>
    Line,

    /// <summary>The machine.</summary>
    Machine,

    /// <summary>The environment as a whole.</summary>
    Environment,
}
