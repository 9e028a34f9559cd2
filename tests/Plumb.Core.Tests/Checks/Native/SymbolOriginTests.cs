using Plumb.Core.Tests.Formats;
using Xunit;

namespace Plumb.Core.Tests.Checks.Native;

/// <summary>Who is said to be behind symbols that nothing defines.</summary>
public sealed class SymbolOriginTests : IDisposable
{
    private readonly LoaderWorld _world = new();

    [Theory]
    [InlineData("PyErr_GetRaisedException", true)]
    [InlineData("_PyType_Lookup", true)]
    [InlineData("Py_DecRef", true)]
    [InlineData("Pylon_open", false)]
    [InlineData("PyrImport", false)]
    [InlineData("zap2", false)]
    public void What_Python_should_have_is_another_Pythons(string symbol, bool isPythons)
    {
        _world.Module(new ElfFixture { Undefined = [symbol] });

        var finding = Assert.Single(_world.Check("PLB2003"));
        Assert.Equal(isPythons, finding.Message.Contains("Python 3.11 does not have", StringComparison.Ordinal));
    }

    [Fact]
    public void The_only_library_that_can_be_meant_is_named()
    {
        _world
            .Library("/lib/libzap.so.1", "libzap.so.1")
            .Module(new ElfFixture { Needed = ["libc.so.6", "libzap.so.1"], Undefined = ["zap2"] });

        Assert.Contains(
            "another libzap.so.1",
            Assert.Single(_world.Check("PLB2003")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Of_several_libraries_none_is_named()
    {
        _world
            .Library("/lib/libzap.so.1", "libzap.so.1")
            .Library("/lib/libzip.so.1", "libzip.so.1")
            .Module(new ElfFixture { Needed = ["libzip.so.1", "libzap.so.1"], Undefined = ["zap2"] });

        Assert.Contains("of a library", Assert.Single(_world.Check("PLB2003")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_was_changed_is_the_cause()
    {
        const string Library = "fast.libs/libzap.so.1";
        var path = _world.Site + "/" + Library;
        _world
            .Library(path, "libzap.so.1")
            .Module(
                new ElfFixture
                {
                    Needed = ["libzap.so.1"],
                    RunPath = "$ORIGIN/fast.libs",
                    Undefined = ["zap2"],
                },
                Library
            );
        _world.Environment.Install("fast", "1.2", ["fast.cpython-311-x86_64-linux-gnu.so", Library], hashed: true);
        _world.Library(path, "libzap.so.1", "as somebody built it anew");

        var findings = _world.Check("PLB2003,PLB1202");
        Assert.Equal(2, findings.Length);
        Assert.Single(findings.Select(f => f.Cause).Distinct());
        Assert.Contains(findings, f => f.Message.Contains("not as fast 1.2 brought it", StringComparison.Ordinal));
    }

    public void Dispose() => _world.Dispose();
}
