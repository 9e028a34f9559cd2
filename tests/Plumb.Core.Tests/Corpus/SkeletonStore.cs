using System.Collections.Concurrent;
using Plumb.Core.Tests.Corpus;

[assembly: Xunit.AssemblyFixture(typeof(SkeletonStore))]

namespace Plumb.Core.Tests.Corpus;

/// <summary>
/// Skeletons on disk for the length of one test run. A test class takes it as the argument of its constructor.
/// </summary>
public sealed class SkeletonStore : IDisposable
{
    private readonly string _folder = TemporaryFolder.Create();
    private readonly ConcurrentDictionary<string, Lazy<SkeletonTree>> _shared = new(StringComparer.Ordinal);

    /// <summary>A tree that all tests of the run share: none may change it. Meant for skeletons that several tests look at.</summary>
    public SkeletonTree Shared(string id) =>
        _shared.GetOrAdd(id, key => new Lazy<SkeletonTree>(() => SkeletonWriter.Write(key, _folder))).Value;

    /// <summary>A tree of its own that the caller disposes of, and may change.</summary>
    public SkeletonTree Own(string id, bool alone = false) => SkeletonWriter.Write(id, _folder, alone);

    /// <inheritdoc />
    public void Dispose()
    {
        TemporaryFolder.Remove(_folder);
    }
}
