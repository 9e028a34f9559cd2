using Plumb.Core.Tests.Resolution.Cases;
using Plumb.Index;
using Plumb.Python;
using Plumb.Resolution;
using Xunit;

namespace Plumb.Core.Tests.Resolution;

/// <summary>Requests in few words, for CPython 3.11 on Linux.</summary>
internal static class Requests
{
    public static ResolutionRequest Of(params string[] requirements) =>
        new() { Requirements = [.. requirements.Select(Requirement.Parse)], Target = Targets.Linux("3.11.7") };

    public static ResolutionOutcome Resolve(ResolutionRequest request, IPackageIndex index) =>
        new Resolver(request, index).Resolve(cancellation: TestContext.Current.CancellationToken);

    /// <summary>The solution as "a==1 b==2", in the order of names; checked.</summary>
    public static string Solution(ResolutionRequest request, IPackageIndex index)
    {
        var resolved = Assert.IsType<Resolved>(Resolve(request, index));
        Assert.Empty(new SolutionVerifier(request, index).Faults(resolved));
        return string.Join(' ', resolved.Packages.Select(p => $"{p.Name}=={p.Version}"));
    }

    public static Conflicting Conflict(ResolutionRequest request, IPackageIndex index) =>
        Assert.IsType<Conflicting>(Resolve(request, index));
}
