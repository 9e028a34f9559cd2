using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Native;

/// <summary>Names of native modules as people know them.</summary>
internal static class NativeModuleNames
{
    /// <summary>The dotted name under which the module is imported: <c>cv2</c> for <c>cv2/cv2.abi3.so</c>, <c>torch._C</c>.</summary>
    public static string Dotted(EnvironmentSnapshot snapshot, NativeModule module) => Dotted(snapshot, module.Path);

    /// <summary>The same for a path.</summary>
    public static string Dotted(EnvironmentSnapshot snapshot, string path)
    {
        var site = snapshot.Sites.FirstOrDefault(s => WorldPath.IsWithin(path, s.Path));
        var relative = site is null ? WorldPath.Name(path) : WorldPath.Relative(path, site.Path);
        var parts = relative.Split('/');
        var stem = parts[^1];
        parts[^1] = stem[..stem.IndexOf('.', StringComparison.Ordinal)];
        return parts is [.., var folder, var last] && folder == last
            ? string.Join('.', parts[..^1])
            : string.Join('.', parts);
    }
}
