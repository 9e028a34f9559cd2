using Plumb.Core.Tests.Formats;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Native;

public sealed class ShadowedLibraryCheckTests : IDisposable
{
    private const string Packaged = "nvidia/cudnn/lib/libcudnn.so.9";
    private readonly LoaderWorld _world = new();

    [Fact]
    public void Another_cudnn_in_the_place_of_the_packaged_one_is_a_warning_and_unset_is_tried()
    {
        Packages("$ORIGIN/nvidia/cudnn/lib", null)
            .Library("/opt/cuda/lib64/libcudnn.so.9.1.0", "libcudnn.so.9", "9.1.0");
        _world.Environment.Link("/opt/cuda/lib64/libcudnn.so.9", "libcudnn.so.9.1.0");

        var finding = Assert.Single(_world.Check("PLB20"));

        Assert.Equal("PLB2006", finding.Rule.Code);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "LD_LIBRARY_PATH puts /opt/cuda/lib64/libcudnn.so.9.1.0 in the place of libcudnn.so.9 of nvidia-cudnn-cu12 9.10.2.21.",
            finding.Title
        );
        Assert.StartsWith("It is 9.1.0 instead of 9.10.2.21. fast 1.2", finding.Message, StringComparison.Ordinal);
        var fix = Assert.Single(finding.Fixes);
        Assert.Equal("unset LD_LIBRARY_PATH", Assert.Single(fix.Commands));
        Assert.True(fix.Verified);
    }

    [Fact]
    public void RPATH_beats_the_variable()
    {
        Packages(null, "$ORIGIN/nvidia/cudnn/lib").Library("/opt/cuda/lib64/libcudnn.so.9", "libcudnn.so.9", "other");

        Assert.Empty(_world.Check("PLB20"));
    }

    [Fact]
    public void A_copy_of_the_same_content_is_no_finding()
    {
        Packages("$ORIGIN/nvidia/cudnn/lib", null)
            .Library("/opt/cuda/lib64/libcudnn.so.9", "libcudnn.so.9", "packaged");

        Assert.Empty(_world.Check("PLB20"));
    }

    [Fact]
    public void What_only_the_variable_brings_is_no_finding()
    {
        Packages("/nowhere", null).Library("/opt/cuda/lib64/libcudnn.so.9", "libcudnn.so.9", "other");
        _world.Environment.Delete(_world.Site + "/" + Packaged);

        Assert.DoesNotContain(_world.Check("PLB20"), f => f.Rule.Code == "PLB2006");
    }

    [Fact]
    public void An_older_library_that_lacks_a_version_is_an_error_and_the_lacking_version_follows_from_it()
    {
        const string name = "libstdc++.so.6";
        _world
            .Library(_world.Site + "/fast.libs/" + name, name, "", "GLIBCXX_3.4.30", "GLIBCXX_3.4.32")
            .Library("/opt/old/" + name, name, "", "GLIBCXX_3.4.30")
            .Module(
                new ElfFixture
                {
                    Needed = [name],
                    RunPath = "$ORIGIN/fast.libs",
                    NeededVersions = [(name, "GLIBCXX_3.4.32")],
                },
                "fast.libs/" + name
            )
            .Environment.Variable("LD_LIBRARY_PATH", "/opt/old");

        var findings = _world.Check("PLB20");

        Assert.Equal(["PLB2002", "PLB2006"], findings.Select(f => f.Rule.Code).Order(StringComparer.Ordinal));
        var shadowed = findings.Single(f => f.Rule.Code == "PLB2006");
        Assert.Equal(Severity.Error, shadowed.Severity);
        Assert.Contains(
            "does not define GLIBCXX_3.4.32: fast (fast 1.2) cannot be imported",
            shadowed.Message,
            StringComparison.Ordinal
        );
        var version = findings.Single(f => f.Rule.Code == "PLB2002");
        Assert.True(version.IsConsequence);
        Assert.Equal(shadowed.Cause, version.Cause);
    }

    [Fact]
    public void A_library_that_lacks_a_plain_symbol_is_an_error_and_the_undefined_symbol_follows_from_it()
    {
        Symbols(taken: [("other", 1)], hidden: [("other", 1), ("new_function", 1)]);

        var findings = _world.Check("PLB20");

        Assert.Equal(["PLB2003", "PLB2006"], findings.Select(f => f.Rule.Code).Order(StringComparer.Ordinal));
        var shadowed = findings.Single(f => f.Rule.Code == "PLB2006");
        Assert.Equal(Severity.Error, shadowed.Severity);
        Assert.Contains(
            "does not define 1 symbol that the packaged one defines: fast (fast 1.2) cannot be imported",
            shadowed.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(shadowed.Evidence, e => e.Text == "defined only there: new_function");
        var fix = Assert.Single(shadowed.Fixes);
        Assert.Equal("unset LD_LIBRARY_PATH", Assert.Single(fix.Commands));
        Assert.True(fix.Verified);
        var undefined = findings.Single(f => f.Rule.Code == "PLB2003");
        Assert.True(undefined.IsConsequence);
        Assert.Equal(shadowed.Cause, undefined.Cause);
    }

    [Fact]
    public void A_symbol_that_the_packaged_library_lacks_too_is_not_laid_to_the_variable()
    {
        Symbols(taken: [("other", 1)], hidden: [("other", 1), ("unused", 1)]);

        var findings = _world.Check("PLB20");

        Assert.Equal(Severity.Info, findings.Single(f => f.Rule.Code == "PLB2006").Severity);
        Assert.False(findings.Single(f => f.Rule.Code == "PLB2003").IsConsequence);
    }

    [Fact]
    public void A_library_of_other_content_that_defines_all_is_a_note()
    {
        Symbols(taken: [("new_function", 1), ("extra", 1)], hidden: [("new_function", 1)]);

        var finding = Assert.Single(_world.Check("PLB20"));

        Assert.Equal(("PLB2006", Severity.Info), (finding.Rule.Code, finding.Severity));
    }

    [Fact]
    public void Where_only_the_library_of_the_variable_has_what_is_needed_nobody_is_told_to_unset_it()
    {
        Symbols(taken: [("new_function", 1)], hidden: [("other", 1)]);

        var finding = Assert.Single(_world.Check("PLB20"));

        Assert.Equal("PLB2006", finding.Rule.Code);
        Assert.Empty(finding.Fixes);
        Assert.EndsWith(
            "Without LD_LIBRARY_PATH fast (fast 1.2) cannot be imported.",
            finding.Message,
            StringComparison.Ordinal
        );
    }

    private void Symbols((string, ulong)[] taken, (string, ulong)[] hidden)
    {
        const string name = "libfast.so.1";
        _world
            .Environment.File($"{_world.Site}/fast.libs/{name}", Exporting(name, hidden))
            .File("/opt/other/" + name, Exporting(name, taken))
            .Variable("LD_LIBRARY_PATH", "/opt/other");
        _world.Module(
            new ElfFixture
            {
                Needed = [name],
                RunPath = "$ORIGIN/fast.libs",
                Undefined = ["new_function"],
            },
            "fast.libs/" + name
        );
    }

    private static byte[] Exporting(string name, (string, ulong)[] symbols) =>
        new ElfFixture { SoName = name, Constants = symbols }.Build();

    public void Dispose() => _world.Dispose();

    private LoaderWorld Packages(string? runPath, string? rPath)
    {
        _world
            .Library($"{_world.Site}/{Packaged}", "libcudnn.so.9", "packaged")
            .Module(
                new ElfFixture
                {
                    Needed = ["libcudnn.so.9"],
                    RunPath = runPath,
                    RPath = rPath,
                }
            );
        _world
            .Environment.Install("nvidia-cudnn-cu12", "9.10.2.21", [Packaged])
            .Variable("LD_LIBRARY_PATH", "/opt/cuda/lib64");
        return _world;
    }
}
