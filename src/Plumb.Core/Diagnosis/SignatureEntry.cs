using System.Collections.Immutable;

namespace Plumb.Diagnosis;

/// <summary>A signature by what is looked for; the rest of it is read when a log holds that.</summary>
internal sealed class SignatureEntry
{
    private readonly Lazy<FailureSignature> _signature;

    /// <summary>One that is read already.</summary>
    public SignatureEntry(FailureSignature signature)
        : this(signature.Code, signature.Any, signature.All, () => signature) => None = signature.None;

    /// <summary>One that is read later.</summary>
    public SignatureEntry(
        string code,
        ImmutableArray<LogPattern> any,
        ImmutableArray<LogPattern> all,
        Func<FailureSignature> read
    )
    {
        (Code, Any, All) = (code, any, all);
        _signature = new Lazy<FailureSignature>(read);
    }

    /// <summary>Its code.</summary>
    public string Code { get; }

    /// <summary>One of these stands in a log that it fits; empty when <see cref="All"/> says it.</summary>
    public ImmutableArray<LogPattern> Any { get; }

    /// <summary>Each of these does.</summary>
    public ImmutableArray<LogPattern> All { get; }

    /// <summary>None of these does.</summary>
    public ImmutableArray<LogPattern> None { get; init; } = [];

    /// <summary>The whole of it.</summary>
    public FailureSignature Signature => _signature.Value;

    /// <summary>False when it fits no log in which only those patterns were found.</summary>
    public bool MayFit(Func<LogPattern, bool> isFound) => All.All(isFound) && (Any.IsEmpty || Any.Any(isFound));
}
