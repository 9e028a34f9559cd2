using Plumb.Core.Tests.Formats;
using Xunit;

namespace Plumb.Core.Tests.Checks.Native;

public sealed class MissingLibraryFixTests : IDisposable
{
    private readonly LoaderWorld _world = new();

    [Theory]
    [InlineData("$ORIGIN/nvidia/cudnn/lib", false)]
    [InlineData("$ORIGIN", true)]
    public void A_wheel_with_a_specifier_is_offered_and_tried_and_the_loader_is_told_where_it_does_not_look(
        string runPath,
        bool isTold
    )
    {
        _world.Module(new ElfFixture { Needed = ["libcudnn.so.8"], RunPath = runPath });

        var fix = Assert.Single(Assert.Single(_world.Check("PLB2001")).Fixes);

        Assert.EndsWith("install \"nvidia-cudnn-cu12<9\"", fix.Commands[0], StringComparison.Ordinal);
        Assert.Equal(
            isTold
                ? [$"export LD_LIBRARY_PATH={_world.Site}/nvidia/cudnn/lib\"${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}\""]
                : [],
            fix.Commands[1..]
        );
        Assert.True(fix.Verified);
    }

    [Fact]
    public void On_Linux_nothing_is_installed_with_Homebrew()
    {
        _world.Module(new ElfFixture { Needed = ["/usr/local/opt/acme/lib/libacme.so"] });

        Assert.Empty(Assert.Single(_world.Check("PLB2001")).Fixes);
    }

    [Fact]
    public void Where_another_version_is_installed_the_outcome_is_left_open()
    {
        _world.Module(new ElfFixture { Needed = ["libcudnn.so.8"], RunPath = "$ORIGIN/nvidia/cudnn/lib" });
        _world.Environment.Install("nvidia-cudnn-cu12", "9.1.0.70", []);

        Assert.False(Assert.Single(Assert.Single(_world.Check("PLB2001")).Fixes).Verified);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void OpenCV_without_a_window_needs_no_libGL(bool isRequired, bool isVerified)
    {
        _world.Environment.File(
            _world.Site + "/cv2/cv2.abi3.so",
            new ElfFixture { Needed = ["libGL.so.1"], Constants = [("PyInit_cv2", 1)] }.Build()
        );
        _world.Environment.Install("opencv-python", "4.9.0.80", ["cv2/cv2.abi3.so"]);
        if (isRequired)
        {
            _world.Environment.Install("needy", "1.0", [], metadata: "Requires-Dist: opencv-python");
        }

        var finding = _world.Check("PLB2001,PLB1001").Single(f => f.Rule.Code == "PLB2001");
        var fix = Assert.Single(finding.Fixes);

        Assert.Equal("replace opencv-python by opencv-python-headless, which needs no libGL.so.1", fix.Title);
        Assert.Equal(isVerified, fix.Verified);
        Assert.EndsWith("opencv-python-headless==4.9.0.80", fix.Commands[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.9.7.29", "PLB1002")]
    [InlineData(null, "PLB1001")]
    public void A_library_of_a_wheel_that_is_required_and_wrong_or_missing_follows_from_that(
        string? installed,
        string rule
    )
    {
        NeedsCudnn(installed);

        var findings = _world.Check("PLB2001,PLB1001,PLB1002");

        var missing = findings.Single(f => f.Rule.Code == "PLB2001");
        var required = findings.Single(f => f.Rule.Code == rule);
        Assert.True(missing.IsConsequence);
        Assert.Equal(required.Cause, missing.Cause);
        Assert.NotEmpty(required.Fixes);
        Assert.Empty(missing.Fixes);
    }

    [Fact]
    public void A_library_of_a_wheel_that_is_there_as_required_is_a_cause_of_its_own()
    {
        NeedsCudnn("9.1.0.70");

        var finding = Assert.Single(_world.Check("PLB2001,PLB1001,PLB1002"));

        Assert.False(finding.IsConsequence);
    }

    private void NeedsCudnn(string? installed)
    {
        const string module = "fast.cpython-311-x86_64-linux-gnu.so";
        _world.Environment.File(
            $"{_world.Site}/{module}",
            new ElfFixture { Needed = ["libcudnn.so.9"], Constants = [("PyInit_fast", 1)] }.Build()
        );
        _world.Environment.Install("fast", "1.2", [module], metadata: "Requires-Dist: nvidia-cudnn-cu12==9.1.0.70");
        if (installed is not null)
        {
            _world.Environment.Install("nvidia-cudnn-cu12", installed, []);
        }
    }

    public void Dispose() => _world.Dispose();
}
