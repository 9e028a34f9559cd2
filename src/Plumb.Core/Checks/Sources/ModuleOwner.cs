using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Sources;

/// <summary>Which distribution brings a module.</summary>
internal static class ModuleOwner
{
    /// <summary>The owner of the module, or of the nearest package above it; null when nobody claims its file.</summary>
    public static InstalledDistribution? Of(CheckContext context, string module)
    {
        var relative = module.Replace('.', '/');
        foreach (var site in context.Snapshot.Sites)
        {
            for (var at = relative; at.Length > 0; at = at.LastIndexOf('/') is > 0 and var slash ? at[..slash] : "")
            {
                var path = WorldPath.Join(site.Path, at);
                var owner = context.Ownership.OwnerOf(path + "/__init__.py") ?? context.Ownership.OwnerOf(path + ".py");
                if (owner is not null)
                {
                    return owner;
                }
            }
        }

        return null;
    }
}
