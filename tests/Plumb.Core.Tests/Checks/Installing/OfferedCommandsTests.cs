using Xunit;

namespace Plumb.Core.Tests.Checks.Installing;

/// <summary>What Plumb offers is pasted into a shell: it ends without an error there, and nothing is wrong afterwards.</summary>
public sealed class OfferedCommandsTests(RealEnvironment environment) : IClassFixture<RealEnvironment>
{
    [Fact]
    public void A_file_that_is_gone_comes_back()
    {
        File.Delete(environment.Site + "/tool.py");

        AssertMended("PLB1201");
    }

    [Fact]
    public void A_distribution_without_a_RECORD_gets_one()
    {
        File.Delete(environment.Site + "/tool-1.0.dist-info/RECORD");

        AssertMended("PLB1104");
    }

    [Fact]
    public void A_RECORD_with_a_line_that_is_no_row_is_written_anew()
    {
        File.AppendAllText(environment.Site + "/tool-1.0.dist-info/RECORD", "a,b,c,d,e\n");

        AssertMended("PLB1105");
    }

    [Fact]
    public void A_row_that_leads_out_of_the_environment_is_deleted()
    {
        File.AppendAllText(environment.Site + "/tool-1.0.dist-info/RECORD", "/etc/hostname,,\n");

        AssertMended("PLB1207");
    }

    [Fact]
    public void A_requirement_that_is_not_installed_is_installed()
    {
        environment.Shell($"'{environment.Prefix}/bin/python' -m pip uninstall -y tool");

        AssertMended("PLB1001");
    }

    [Fact]
    public void A_wrong_version_is_replaced_by_one_that_fits()
    {
        environment.Shell($"'{environment.Prefix}/bin/python' -m pip install --no-deps tool==2.0");

        AssertMended("PLB1002");
    }

    [Fact]
    public void A_start_file_of_nobody_is_deleted()
    {
        File.WriteAllText(environment.Site + "/it's $HOME `x`, a \"b\".pth", "import this_is_not_there\n");

        AssertMended("PLB1602");
    }

    [Fact]
    public void A_script_that_names_another_interpreter_is_written_anew()
    {
        File.WriteAllText(environment.Prefix + "/bin/tool", "#!/nowhere/bin/python\n");

        AssertMended("PLB1703");
    }

    [Fact]
    public void An_environment_without_its_interpreter_gets_it_again_and_keeps_its_packages()
    {
        foreach (var link in Directory.GetFiles(environment.Prefix + "/bin", "python*"))
        {
            File.Delete(link);
            File.CreateSymbolicLink(link, "/nowhere/" + Path.GetFileName(link));
        }

        AssertMended("PLB1701");
        Assert.Equal("app 1.0\n", environment.Shell($"'{environment.Prefix}/bin/app'"));
    }

    [Fact]
    public void An_environment_that_was_copied_elsewhere_works_there()
    {
        var copy = Path.GetDirectoryName(environment.Prefix)! + " too";
        environment.Shell($"cp -a '{environment.Prefix}' '{copy}'");

        var fix = Assert.Single(environment.Check(copy), f => f.Rule.Code == "PLB1702").Fixes[0];
        Assert.True(fix.Verified, fix.Title);
        environment.Shell(fix.Commands);

        Assert.Empty(environment.Check(copy).Select(f => f.Title));
        Assert.Contains(copy + "/bin/python", File.ReadAllText(copy + "/bin/tool"), StringComparison.Ordinal);
    }

    private void AssertMended(string rule)
    {
        var findings = environment.Check();
        var finding = Assert.Single(findings, f => f.Rule.Code == rule && !f.IsConsequence);
        var fix = finding.Fixes[0];
        Assert.True(fix.Verified, fix.Title);

        environment.Shell(fix.Commands);

        Assert.Empty(environment.Check().Select(f => f.Title));
        Assert.Equal("tool 1.0\n", environment.Shell($"'{environment.Prefix}/bin/tool'"));
    }
}
