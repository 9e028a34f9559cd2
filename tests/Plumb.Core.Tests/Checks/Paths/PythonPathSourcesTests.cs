using Plumb.Environments;
using Xunit;

namespace Plumb.Core.Tests.Checks.Paths;

/// <summary>PYTHONPATH that names somebody's sources: nothing there is called damaged, and nothing there is deleted.</summary>
public sealed class PythonPathSourcesTests
{
    private const string Sources = "/home/me/project";

    [Fact]
    public void A_checkout_is_neither_scanned_nor_judged()
    {
        using var world = Checkout();

        Assert.Null(world.Observe().Tree.Folder(Sources + "/build"));
        Assert.DoesNotContain(
            world.Check("PLB1,PLB2").SelectMany(f => f.Evidence),
            e => e.File?.StartsWith(Sources + "/", StringComparison.Ordinal) == true
        );
    }

    [Fact]
    public void Beside_installed_distributions_what_nobody_owns_is_not_deleted_nor_an_error()
    {
        using var world = Checkout().Install("tool", "1", ["tool/__init__.py"], site: Sources);

        var findings = world.Check("PLB1");

        Assert.NotNull(world.Observe().Tree.Folder(Sources + "/build"));
        Assert.DoesNotContain(
            findings.SelectMany(f => f.Fixes).SelectMany(f => f.Commands),
            c => c.Contains(Sources, StringComparison.Ordinal)
        );
        Assert.DoesNotContain(findings, f => f.Severity == Plumb.Findings.Severity.Error);
    }

    [Fact]
    public void Naming_site_packages_again_changes_nothing()
    {
        using var world = new SmallEnvironment();
        world
            .Install("tool", "1", ["tool.py"])
            .Link("/srv/packages", world.Site)
            .OnPath("/srv/packages", PathOrigin.PythonPath);

        var snapshot = world.Observe();

        Assert.Equal([world.Site], snapshot.Sites.Select(s => s.Path));
        Assert.Equal(PathOrigin.Site, snapshot.Sites[0].Origin);
        Assert.Empty(world.Check("PLB1301,PLB1302,PLB1402"));
    }

    private static SmallEnvironment Checkout()
    {
        var world = new SmallEnvironment();
        return world
            .File(Sources + "/build/core.so")
            .File(Sources + "/model.pt", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n")
            .File(Sources + "/data.py")
            .File(Sources + "/data/__init__.py")
            .OnPath(Sources, PathOrigin.PythonPath);
    }
}
