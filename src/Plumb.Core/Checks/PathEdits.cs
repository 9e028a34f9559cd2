using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks;

/// <summary>Changes to the search path made on a snapshot, so that a fix can be tried before it is offered.</summary>
internal static class PathEdits
{
    /// <summary>Without the folders of that origin and what lies in them; distributions that they hid are in use again.</summary>
    public static EnvironmentSnapshot WithoutSites(EnvironmentSnapshot snapshot, PathOrigin origin)
    {
        var gone = snapshot.Sites.Where(s => s.Origin == origin).ToList();
        var kept = snapshot.Distributions.RemoveAll(d => d.Site.Origin == origin);
        var inUse = kept.Where(d => !d.IsHidden).Select(d => d.Key).ToHashSet();
        var shown = kept.Select(d => d.IsHidden && inUse.Add(d.Key) ? d with { IsHidden = false } : d);
        var edited = SnapshotEdits.DeletePaths(
            snapshot with
            {
                Distributions = [.. shown],
            },
            [.. gone.Select(s => s.Path)]
        );
        return edited with
        {
            Sites = edited.Sites.RemoveAll(s => s.Origin == origin),
            PthFiles = edited.PthFiles.RemoveAll(p => gone.Exists(s => WorldPath.IsWithin(p.Path, s.Path))),
            Installation = edited.Installation with
            {
                SearchPath = edited.Installation.SearchPath.RemoveAll(e => e.Origin == origin),
                UserSiteEnabled = edited.Installation.UserSiteEnabled && origin != PathOrigin.UserSite,
            },
            Variables =
                origin == PathOrigin.PythonPath
                    ? new WorldVariables(edited.Variables.Values.Remove("PYTHONPATH"))
                    : edited.Variables,
        };
    }
}
