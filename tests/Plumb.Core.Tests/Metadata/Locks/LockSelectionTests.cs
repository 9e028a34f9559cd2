using Plumb.Metadata.Locks;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Locks;

/// <summary>Which packages of a lock are meant for a machine, and where the walk ends.</summary>
public sealed class LockSelectionTests
{
    [Fact]
    public void A_minor_version_alone_decides_what_all_its_releases_agree_on()
    {
        var file = LockText.Read(
            LockFormat.Pylock,
            """
            lock-version = "1.0"
            created-by = "x"
            requires-python = ">=3.9"
            [[packages]]
            name = "old"
            marker = "python_full_version < '3.10'"
            directory = {path = "old"}
            [[packages]]
            name = "patched"
            marker = "python_full_version >= '3.11.4'"
            directory = {path = "patched"}
            [[packages]]
            name = "new"
            marker = "python_full_version >= '3.10'"
            directory = {path = "new"}
            """
        );
        var machine = new TargetPlatform(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc, 2, 36);
        var selection = file.Select(new LockTarget(MarkerEnvironment.For(machine, "3.11")));
        Assert.Equal("new", Assert.Single(selection.Packages).Package.Name.Normalized);
        Assert.Equal("patched", Assert.Single(selection.Undecided).Name.Normalized);
        Assert.Empty(selection.Problems);
    }

    [Fact]
    public void Circles_and_dependencies_that_are_missing_end_the_walk()
    {
        var file = LockText.Read(
            LockFormat.Uv,
            """
            version = 1
            [[package]]
            name = "app"
            source = { virtual = "." }
            dependencies = [{ name = "a" }, { name = "gone" }]
            [[package]]
            name = "a"
            version = "1"
            dependencies = [{ name = "b", extra = ["x"] }]
            [[package]]
            name = "b"
            version = "1"
            dependencies = [{ name = "a" }]
            [package.optional-dependencies]
            x = [{ name = "b", extra = ["x"] }]
            """
        );
        var selection = file.Select(LockCorpus.Target("linux", "3.12"));
        Assert.Equal(["a", "b"], selection.Packages.Select(p => p.Package.Name.Normalized));
        Assert.Equal(LockSelectionProblemKind.MissingPackage, Assert.Single(selection.Problems).Kind);
    }

    [Fact]
    public void A_lock_that_multiplies_its_dependencies_is_left_off()
    {
        var packages = string.Concat(Enumerable.Repeat("[[package]]\nname = \"a\"\nversion = \"1\"\n", 2_000));
        var needs = string.Join(", ", Enumerable.Repeat("{name = \"a\", version = \"2\"}", 2_000));
        var file = LockText.Read(
            LockFormat.Uv,
            $"[[package]]\nname = \"app\"\nsource = {{virtual = \".\"}}\ndependencies = [{needs}]\n{packages}"
        );
        var selection = file.Select(LockCorpus.Target("linux", "3.12"));
        Assert.Contains(selection.Problems, p => p.Kind == LockSelectionProblemKind.TooLarge);
    }
}
