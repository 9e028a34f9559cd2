using Plumb.Core.Tests.Formats;
using Xunit;

namespace Plumb.Core.Tests.Checks.Native;

public sealed class UndefinedSymbolCheckTests : IDisposable
{
    private const string Module = "fast.cpython-311-x86_64-linux-gnu.so";
    private readonly LoaderWorld _world = new();

    [Fact]
    public void Symbols_that_share_one_long_name_are_counted_while_they_are_few()
    {
        _world.Module(new ElfFixture { Undefined = [new string('n', 1000)], Tails = 50 });

        Assert.Contains(
            "needs 51 symbols that nothing defines",
            Assert.Single(_world.Check("PLB2003")).Title,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            _world.Environment.NotLookedAt("PLB2003"),
            n => n.Contains(Module, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_with_more_bytes_of_names_than_any_real_one_is_not_judged_and_said_so(bool isUnderVariable)
    {
        const string name = "libfast.so.1";
        _world
            .Library($"{_world.Site}/fast.libs/{name}", name)
            .Module(
                new ElfFixture
                {
                    Undefined = [new string('n', 60_000)],
                    Tails = 10_000,
                    Needed = [name],
                    RunPath = "$ORIGIN/fast.libs",
                }
            );
        if (isUnderVariable)
        {
            _world.Library("/opt/other/" + name, name, "other").Environment.Variable("LD_LIBRARY_PATH", "/opt/other");
        }

        Assert.Empty(_world.Check("PLB2003"));
        Assert.Contains($"all that {Module} needs", _world.Environment.NotLookedAt("PLB2003"), StringComparer.Ordinal);
    }

    [Fact]
    public void A_file_that_would_be_searched_for_without_end_is_not_judged_to_the_end_and_said_so()
    {
        _world.Module(
            new ElfFixture
            {
                Needed = [.. Enumerable.Range(0, 1000).Select(i => $"lib{i}.so")],
                RunPath = string.Join(':', Enumerable.Range(0, 800).Select(i => "/r" + i)),
            }
        );

        Assert.InRange(_world.Check("PLB2001").Length, 0, 200);
        Assert.Contains($"all that {Module} needs", _world.Environment.NotLookedAt("PLB2001"), StringComparer.Ordinal);
    }

    public void Dispose() => _world.Dispose();
}
