using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Imports;

public sealed class ModuleAndPackageCheckTests
{
    [Fact]
    public void A_stray_module_beside_a_package_is_never_imported()
    {
        using var world = new SmallEnvironment();
        world.Install("yaml-lib", "6.0", ["yaml/__init__.py"]).File(world.Site + "/yaml.py");

        var finding = Assert.Single(world.Check("PLB1502"));

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "yaml/ (of yaml-lib 6.0) and yaml.py (owned by nobody) are both imported as yaml: the second one never is.",
            finding.Title
        );
        var fix = Assert.Single(finding.Fixes);
        Assert.True(fix.Verified);
        Assert.Equal($"rm -r {world.Site}/yaml.py", Assert.Single(fix.Commands));
    }

    [Fact]
    public void Two_distributions_that_bring_one_name_in_different_forms_are_both_named()
    {
        using var world = new SmallEnvironment();
        world.Install("old-six", "1.0", ["six.py"]).Install("new-six", "2.0", ["six/__init__.py"]);

        var finding = Assert.Single(world.Check("PLB1502"));

        Assert.Contains("six/ (of new-six 2.0) and six.py (of old-six 1.0)", finding.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_that_is_owned_by_nobody_hides_an_installed_module()
    {
        using var world = new SmallEnvironment();
        world.Install("six", "1.0", ["six.py"]).File(world.Site + "/six/__init__.py");

        var finding = Assert.Single(world.Check("PLB1502"));

        Assert.Contains("delete six", Assert.Single(finding.Fixes).Title, StringComparison.Ordinal);
        Assert.True(finding.Fixes[0].Verified);
    }

    [Fact]
    public void One_wheel_that_brings_a_module_compiled_and_as_source_means_it_so()
    {
        using var world = new SmallEnvironment();
        world.Install("mypyc-built", "1.0", ["fast.py", "fast.cpython-311-x86_64-linux-gnu.so"]);

        Assert.Empty(world.Check("PLB1502"));
    }

    [Fact]
    public void A_folder_without_init_beside_a_module_is_no_trouble()
    {
        using var world = new SmallEnvironment();
        world.Install("clip", "1.0", ["clip.py"]).File(world.Site + "/clip/model.bin");

        Assert.Empty(world.Check("PLB1502"));
    }
}
