using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Plumb.Environments.Observing;

/// <summary>Looks at files one by one, so that one on which Plumb itself fails costs what that file would have told and nothing else. Safe for several threads.</summary>
internal sealed class FileTroubles
{
    private readonly ConcurrentBag<string> _files = [];

    /// <summary>The files that could not be looked at to the end.</summary>
    public ImmutableArray<string> Files => [.. _files.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What a look at the file gives; null when it fails.</summary>
    public T? Try<T>(string file, Func<T?> look)
        where T : class
    {
        try
        {
            return look();
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            _files.Add(file);
            return null;
        }
    }
}
