using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Metadata;

/// <summary>Commands that pip 26.3 and uv 0.13.9 carried out on such an installation: pip installs over it, uv stops at the old RECORD.</summary>
public sealed class UnreadableRecordCheckTests
{
    private const string Folder = "pkg-1.0.dist-info";

    [Fact]
    public void Pip_installs_over_a_RECORD_that_is_none()
    {
        using var world = Damaged("pip");

        var fix = Assert.Single(Assert.Single(world.Check("PLB1105")).Fixes);

        Assert.Equal(
            [$"{SmallEnvironment.Prefix}/bin/python -m pip install --no-deps --ignore-installed pkg==1.0"],
            fix.Commands
        );
        Assert.True(fix.Verified);
    }

    [Fact]
    public void Uv_needs_the_metadata_folder_out_of_its_way()
    {
        using var world = Damaged("uv");

        var fix = Assert.Single(Assert.Single(world.Check("PLB1105")).Fixes);

        Assert.Equal(
            [
                $"rm -r {world.Site}/{Folder}",
                $"uv pip install --no-deps --reinstall --python {SmallEnvironment.Prefix}/bin/python pkg==1.0",
            ],
            fix.Commands
        );
        Assert.True(fix.Verified);
    }

    [Theory]
    [InlineData("PLB1104")]
    [InlineData("PLB1107")]
    public void A_fix_for_a_missing_RECORD_leaves_no_temporary_file_of_the_earlier_attempt(string rule)
    {
        using var world = Damaged("pip");
        var temporary = $"{world.Site}/{Folder}/RECORDk3j9x_2a.tmp";
        world.Delete($"{world.Site}/{Folder}/RECORD").File(temporary, "x");

        var fix = Assert.Single(Assert.Single(world.Check(rule)).Fixes);

        Assert.Equal("rm " + temporary, fix.Commands[0]);
        Assert.Contains("--ignore-installed pkg==1.0", fix.Commands[1], StringComparison.Ordinal);
        Assert.True(fix.Verified);
    }

    [Theory]
    [InlineData("pip", "--ignore-installed")]
    [InlineData("uv", "rm -r ")]
    public void Every_fix_that_installs_again_takes_the_same_way(string installer, string part)
    {
        using var world = Damaged(installer);
        world.Delete(world.Site + "/pkg/a.py");

        var fix = Assert.Single(Assert.Single(world.Check("PLB1201")).Fixes);

        Assert.Contains(part, string.Join('\n', fix.Commands), StringComparison.Ordinal);
        Assert.True(fix.Verified);
    }

    [Theory]
    [InlineData("a,,\n", 200_001, true)]
    [InlineData("a,,\n", 200_000, false)]
    [InlineData("\n", (32 << 20) + 1, true)]
    public void A_RECORD_without_end_is_not_read_and_said_to_be_too_large(string line, int times, bool tooLarge)
    {
        using var world = new SmallEnvironment();
        world.Install("pkg", "1.0", ["pkg/a.py"]);
        world.File($"{world.Site}/{Folder}/RECORD", string.Concat(Enumerable.Repeat(line, times)));

        var titles = world.Check("PLB1105").Select(f => f.Title);

        Assert.Equal(tooLarge ? ["pkg 1.0: RECORD cannot be read: it is too large."] : [], titles);
    }

    [Theory]
    [InlineData("", "is empty", "pip", "--ignore-installed")]
    [InlineData("\n\n", "is empty", "uv", "rm -r ")]
    [InlineData("\0\0\0\0", "names no file: none of its lines is a row", "pip", "--ignore-installed")]
    public void A_RECORD_that_names_no_file_is_as_good_as_none(
        string text,
        string trouble,
        string installer,
        string part
    )
    {
        using var world = Damaged(installer);
        world.File($"{world.Site}/{Folder}/RECORD", text).Delete(world.Site + "/pkg/a.py");

        var finding = Assert.Single(world.Check("PLB11"));

        Assert.Equal(("PLB1105", Severity.Warning), (finding.Rule.Code, finding.Severity));
        Assert.Equal($"pkg 1.0: RECORD {trouble}.", finding.Title);
        var fix = Assert.Single(finding.Fixes);
        Assert.Contains(part, string.Join('\n', fix.Commands), StringComparison.Ordinal);
        Assert.True(fix.Verified);
    }

    private static SmallEnvironment Damaged(string installer)
    {
        var world = new SmallEnvironment(installer == "uv" ? EnvironmentKind.Uv : EnvironmentKind.Venv);
        world.Install("pkg", "1.0", ["pkg/a.py"], installer: installer);
        return world.File($"{world.Site}/{Folder}/RECORD", "pkg/a.py,,\na,b,c,d,e\n");
    }
}
