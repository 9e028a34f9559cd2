using Plumb.Core.Tests.Checks.Installing;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Files;

/// <summary>Whether a file or its RECORD was changed, by the wheel from which it was installed.</summary>
public sealed class ChangedRecordTests
{
    private const string Other = "tool.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,7\n";

    [Fact]
    public void A_file_that_is_as_in_the_wheel_was_not_changed()
    {
        using var world = Installed();

        var finding = Assert.Single(world.Check("PLB1202"));

        Assert.Equal(
            (Severity.Info, "tool 1.0: RECORD was changed after it was installed, in what it says of tool.py."),
            (finding.Severity, finding.Title)
        );
    }

    [Fact]
    public void A_file_that_is_neither_as_in_RECORD_nor_as_in_the_wheel_was()
    {
        using var world = Installed();
        world.File(world.Site + "/tool.py", "version = 'changed'\n");

        Assert.Equal(
            "tool 1.0: tool.py was changed after it was installed.",
            Assert.Single(world.Check("PLB1202")).Title
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004 no archive")]
    public void Without_a_wheel_that_can_be_read_the_file_is_what_differs(string wheel)
    {
        using var world = Installed();
        world.File("/wheels/tool-1.0-py3-none-any.whl", wheel);

        Assert.Equal(
            "tool 1.0: tool.py was changed after it was installed.",
            Assert.Single(world.Check("PLB1202")).Title
        );
    }

    private static SmallEnvironment Installed()
    {
        var world = new SmallEnvironment().File("/wheels/keep");
        MadeWheel.Write(world.Root + "/wheels", "tool", "1.0");
        world.File(world.Site + "/tool.py", "version = '1.0'\n\n\ndef main():\n    print('tool 1.0')\n");
        world.Install(
            "tool",
            "1.0",
            ["tool.py"],
            directUrl: "{\"url\": \"file:///wheels/tool-1.0-py3-none-any.whl\", \"archive_info\": {}}"
        );
        return world.File(world.Site + "/tool-1.0.dist-info/RECORD", Other + "tool-1.0.dist-info/RECORD,,\n");
    }
}
