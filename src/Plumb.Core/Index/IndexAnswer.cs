namespace Plumb.Index;

/// <summary>What an index says to a question. A solver takes it as a value; a driver fetches what is <see cref="NotFetched{T}"/>.</summary>
public abstract record IndexAnswer<T>
{
    private protected IndexAnswer() { }
}

/// <summary>The answer is known.</summary>
/// <param name="Value">What was asked for.</param>
public sealed record Known<T>(T Value) : IndexAnswer<T>;

/// <summary>Nobody has asked the index yet.</summary>
public sealed record NotFetched<T> : IndexAnswer<T>;

/// <summary>
/// Only a build could tell: a source distribution states no metadata that holds (PEP 643), or the index never gave any. Unknown is not empty.
/// </summary>
/// <param name="Reason">Why it is not known, as a sentence without its full stop.</param>
public sealed record Unknown<T>(string Reason) : IndexAnswer<T>;

/// <summary>The index could not be asked.</summary>
/// <param name="Reason">What went wrong, as a sentence without its full stop.</param>
public sealed record Unreachable<T>(string Reason) : IndexAnswer<T>;
