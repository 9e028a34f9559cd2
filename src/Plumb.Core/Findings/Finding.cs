using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Findings;

/// <summary>Something wrong in the inspected world, or worth saying, with its proof.</summary>
public sealed record Finding
{
    /// <summary>The rule that fired.</summary>
    public required Rule Rule { get; init; }

    /// <summary>How bad it is here; never worse than the evidence carries.</summary>
    public required Severity Severity { get; init; }

    /// <summary>One sentence that names the thing and the fact: the first line of its block. Credentials are taken out.</summary>
    public required string Title
    {
        get;
        init => field = Redaction.Redact(value);
    }

    /// <summary>What follows from it, in one to three sentences; empty when the title says all. Credentials are taken out.</summary>
    public string Message
    {
        get;
        init => field = Redaction.Redact(value);
    } = "";

    /// <summary>What it is about.</summary>
    public required Subject Subject { get; init; }

    /// <summary>
    /// What tells it from others of the same rule about the same subject, such as the name of the distribution that is required;
    /// null where there is one at most. Part of its identity across machines: no version of the subject, no place.
    /// </summary>
    public string? About { get; init; }

    /// <summary>Where it stands, if it stands somewhere.</summary>
    public Location? Location { get; init; }

    /// <summary>The facts that prove it, strongest first.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    /// <summary>The fixes, cheapest first.</summary>
    public ImmutableArray<Fix> Fixes { get; init; } = [];

    /// <summary>
    /// Findings with one cause share this key and are shown as one block, whose head is the first of the worst.
    /// Null when the finding stands alone.
    /// </summary>
    public string? Cause { get; init; }

    /// <summary>The codes of findings that say why this is so; what was tried names what was found without trying.</summary>
    public ImmutableArray<string> Relates { get; init; } = [];

    /// <summary>True when the finding only follows from the head of its <see cref="Cause"/> and needs no line of its own.</summary>
    public bool IsConsequence { get; init; }
}
