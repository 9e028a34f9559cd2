using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Diagnosis;

/// <summary>Signatures that an application or a user adds to those that Plumb ships. One of the same code takes the place of the shipped ones.</summary>
public sealed class OwnSignatures
{
    private OwnSignatures(FailureSignatures all) => All = all;

    /// <summary>These and the shipped ones.</summary>
    internal FailureSignatures All { get; }

    /// <summary>Reads files such as those of <c>knowledge/failures</c>; the error names the file and the row.</summary>
    /// <param name="files">Their names, for people, with their texts.</param>
    /// <param name="own">The signatures.</param>
    /// <param name="error">Why a file is refused.</param>
    public static bool TryRead(
        ImmutableArray<(string Name, string Toml)> files,
        [NotNullWhen(true)] out OwnSignatures? own,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        own = FailureSignatures.TryReadOver(files, out var all, out error) ? new OwnSignatures(all) : null;
        return own is not null;
    }
}
