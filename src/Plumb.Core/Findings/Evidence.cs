using Plumb.Text;

namespace Plumb.Findings;

/// <summary>One fact that proves a finding: a sentence, or what stands in a file.</summary>
/// <param name="Text">The sentence, or the quoted text, without credentials.</param>
/// <param name="File">The file in the inspected world that holds it, if one does.</param>
/// <param name="Offset">Byte offset in the file; null when the whole file is the proof.</param>
public sealed record Evidence(string Text, string? File = null, long? Offset = null)
{
    /// <summary>The sentence, or the quoted text, without credentials.</summary>
    public string Text
    {
        get;
        init => field = Redaction.Redact(value);
    } = Redaction.Redact(Text);
}
