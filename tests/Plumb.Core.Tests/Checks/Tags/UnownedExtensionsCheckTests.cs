using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Core.Tests.Formats;
using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Tags;

/// <summary>Files under the names of native modules that an import asks for and cannot load.</summary>
public sealed class UnownedExtensionsCheckTests : IDisposable
{
    private const string Other = "_core.cpython-310-x86_64-linux-gnu.so";
    private const string Own = "_core.cpython-311-x86_64-linux-gnu.so";
    private readonly SmallEnvironment _environment = new();

    [Theory]
    [InlineData("from . import _core\n", 1)]
    [InlineData("import fast._core\n", 1)]
    [InlineData("try:\n    from . import _core\nexcept ImportError:\n    pass\n", 0)]
    [InlineData("def f():\n    from . import _core\n", 0)]
    [InlineData("x = 1\n", 0)]
    public void A_module_of_another_Python_is_an_error_where_it_is_asked_for(string source, int findings) =>
        Assert.Equal(findings, Check(source, "PLB1402", (Other, Elf())).Length);

    [Theory]
    [InlineData("_core.py")]
    [InlineData("_core.so")]
    [InlineData("_core.abi3.so")]
    [InlineData(Own)]
    public void A_module_that_is_there_otherwise_is_silent(string beside) =>
        Assert.Empty(
            Check("from . import _core\n", "PLB1402", (Other, Elf()), (beside, beside.EndsWith('y') ? [10] : Elf()))
        );

    [Theory]
    [InlineData("from . import _core\n", "<!DOCTYPE html>\n<html>", 1)]
    [InlineData("from . import _core\n", "see the other branch\n", 1)]
    [InlineData("try:\n    from . import _core\nexcept ImportError:\n    pass\n", "<!DOCTYPE html>\n<html>", 0)]
    [InlineData("from . import _core\n", "version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 1\n", 0)]
    public void A_text_in_the_place_of_a_module_is_an_error_where_it_is_asked_for(
        string source,
        string text,
        int findings
    ) => Assert.Equal(findings, Check(source, "PLB1203", (Own, System.Text.Encoding.UTF8.GetBytes(text))).Length);

    public void Dispose() => _environment.Dispose();

    private static byte[] Elf() => new ElfFixture { Constants = [("PyInit__core", 1)] }.Build();

    private ImmutableArray<Finding> Check(string source, string select, params (string Name, byte[] Bytes)[] files)
    {
        _environment.File(_environment.Site + "/fast/__init__.py", source).Install("fast", "1.2", ["fast/__init__.py"]);
        foreach (var (name, bytes) in files)
        {
            _environment.File($"{_environment.Site}/fast/{name}", bytes);
        }

        var snapshot = _environment.Observe(observation: Observation.Files | Observation.Native | Observation.Sources);
        return [.. CheckRunner.Run(new CheckContext(snapshot), new RuleSelection([select], [])).Select(j => j.Finding)];
    }
}
