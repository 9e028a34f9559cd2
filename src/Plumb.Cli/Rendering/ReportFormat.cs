namespace Plumb.Cli.Rendering;

/// <summary>The formats in which an answer can be had.</summary>
internal enum ReportFormat
{
    /// <summary>For people at a terminal.</summary>
    Text,

    /// <summary>The envelope of docs/schema/plumb-1.schema.json.</summary>
    Json,

    /// <summary>SARIF 2.1.0.</summary>
    Sarif,

    /// <summary>Workflow commands of GitHub Actions.</summary>
    GitHub,

    /// <summary>GitHub-flavoured Markdown.</summary>
    Markdown,

    /// <summary>JUnit XML.</summary>
    JUnit,

    /// <summary>One self-contained page.</summary>
    Html,
}
