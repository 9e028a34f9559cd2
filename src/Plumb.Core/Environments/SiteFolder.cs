namespace Plumb.Environments;

/// <summary>A folder on <c>sys.path</c> that may hold distributions.</summary>
/// <param name="Path">Absolute, in the inspected world.</param>
/// <param name="Origin">How it came onto the path.</param>
/// <param name="Order">Its place on the path; a smaller number wins.</param>
/// <param name="IsDistributionManaged">The operating system's package manager owns it (<c>dist-packages</c>, <c>/usr/lib</c>): files there are built, stripped and split by other rules.</param>
public sealed record SiteFolder(string Path, PathOrigin Origin, int Order, bool IsDistributionManaged)
{
    /// <summary>An installer filled it: some distribution in it has a RECORD. PYTHONPATH often names folders of sources, which nobody installed.</summary>
    public bool IsFilled { get; init; }

    /// <summary>True for the environment's own folders, whose files are looked at one by one.</summary>
    public bool IsOwn =>
        Origin is PathOrigin.Site or PathOrigin.UserSite || (Origin == PathOrigin.PythonPath && IsFilled);

    /// <summary>False for folders of PYTHONPATH, where what no distribution owns may be somebody's own work.</summary>
    public bool MayDeleteUnowned => Origin != PathOrigin.PythonPath;
}
