using System.Globalization;
using Plumb.Core.Tests.Checks.Native;
using Plumb.Core.Tests.Formats;
using Xunit;

namespace Plumb.Core.Tests.Native;

public sealed class UndefinedSymbolsTests
{
    [Fact]
    public void A_closure_of_more_files_than_are_held_open_is_looked_through()
    {
        using var world = new LoaderWorld();
        var names = Enumerable
            .Range(0, 300)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"libpart{i}.so.1"))
            .ToArray();
        foreach (var name in names)
        {
            world.Library("/lib/" + name, name);
        }

        world.Module(new ElfFixture { Needed = [.. names], Undefined = ["nobody_has_this", "nor_this", "nor_that"] });

        Assert.Contains("needs 3 symbols", Assert.Single(world.Check("PLB2003")).Title, StringComparison.Ordinal);
    }
}
