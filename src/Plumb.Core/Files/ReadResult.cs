using System.Diagnostics.CodeAnalysis;

namespace Plumb.Files;

/// <summary>The bytes of a file, or why there are none.</summary>
public readonly record struct ReadResult(FileFailure Failure, byte[]? Bytes)
{
    /// <summary>True when the bytes are there.</summary>
    [MemberNotNullWhen(true, nameof(Bytes))]
    public bool Succeeded => Bytes is not null;
}
