using Plumb.Knowledge;

namespace Plumb.Checks.Sources;

/// <summary>What is known of a removal, in words.</summary>
internal static class RemovalWords
{
    /// <summary>"numpy", "Python".</summary>
    public static string Package(RemovedApi api) =>
        api.Package == RemovedApi.Python ? "Python" : api.Package.Normalized;

    /// <summary>"numpy 1.24 took numpy.float out. x was written for an older one; its successor is float."</summary>
    public static string Explain(string by, RemovedApi api) =>
        $"{Package(api)} {api.RemovedIn} took {api.FullName} out, and {by} was written for an older one.{Instead(api)}";

    /// <summary>" Its successor is numpy.inf.", or "".</summary>
    public static string Instead(RemovedApi api) =>
        api.Replacement.Length == 0 ? "" : $" Instead of it: {api.Replacement.TrimEnd('.')}.";
}
