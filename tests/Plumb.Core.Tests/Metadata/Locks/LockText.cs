using Plumb.Metadata.Locks;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Locks;

/// <summary>Reads and selects from the text of a lock.</summary>
internal static class LockText
{
    public static LockFile Read(LockFormat format, string text, int problems = 0)
    {
        Assert.True(LockFileReader.TryRead(format, "lock", text, out var file, out var error), error?.ToString());
        Assert.Equal(problems, file.Problems.Length);
        return file;
    }

    public static IEnumerable<string> Selected(LockFile file, LockTarget target) =>
        file.Select(target).Packages.Select(p => p.Package.Name.Normalized).Order(StringComparer.Ordinal);
}
