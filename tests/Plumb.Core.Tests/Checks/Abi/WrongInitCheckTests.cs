using System.Collections.Immutable;
using Plumb.Core.Tests.Checks.Native;
using Plumb.Core.Tests.Formats;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Abi;

public sealed class WrongInitCheckTests : IDisposable
{
    private readonly LoaderWorld _world = new();

    [Theory]
    [InlineData("fast.cpython-311-x86_64-linux-gnu.so")]
    [InlineData("fast.abi3.so")]
    public void A_renamed_module_is_told_with_the_name_that_it_was_built_for(string file)
    {
        var finding = Assert.Single(Check(file, "PyInit__fast"));

        Assert.Equal(("PLB2204", Severity.Warning), (finding.Rule.Code, finding.Severity));
        Assert.Equal(
            $"fast of fast 1.2 cannot be imported: {file} defines PyInit__fast, not PyInit_fast.",
            finding.Title
        );
    }

    [Fact]
    public void A_package_that_is_compiled_whole_is_asked_for_by_its_own_name() =>
        Assert.Contains(
            "not PyInit_fast",
            Assert.Single(Check("fast/__init__.cpython-311-x86_64-linux-gnu.so", "PyInit___init__")).Title,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("fast.cpython-311-x86_64-linux-gnu.so", "PyInit_fast")]
    [InlineData("fast.cpython-311-x86_64-linux-gnu.so", "PyInit_other,PyInit_fast")]
    [InlineData("fast.cpython-311-x86_64-linux-gnu.so", "other_function")]
    [InlineData("fast.so", "PyInit__fast")]
    [InlineData("fast/__init__.cpython-311-x86_64-linux-gnu.so", "PyInit_fast")]
    [InlineData("schön.cpython-311-x86_64-linux-gnu.so", "PyInitU_schn_7qa")]
    public void What_has_its_own_function_or_is_no_module_is_silent(string file, string functions) =>
        Assert.Empty(Check(file, functions.Split(',')));

    public void Dispose() => _world.Dispose();

    private ImmutableArray<Finding> Check(string file, params string[] functions)
    {
        _world.Environment.File(
            $"{_world.Site}/{file}",
            new ElfFixture { Constants = [.. functions.Select(f => (f, 1ul))] }.Build()
        );
        _world.Environment.Install("fast", "1.2", [file]);
        return _world.Check("PLB2204");
    }
}
