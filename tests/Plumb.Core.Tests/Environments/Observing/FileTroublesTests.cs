using Plumb.Environments.Observing;
using Xunit;

namespace Plumb.Core.Tests.Environments.Observing;

public sealed class FileTroublesTests
{
    [Fact]
    public void A_file_on_which_something_fails_is_named_and_the_others_are_looked_at()
    {
        var troubles = new FileTroubles();

        Assert.Equal("a", troubles.Try("/a.so", () => "a"));
        Assert.Null(troubles.Try<string>("/b.so", () => throw new InvalidOperationException()));
        Assert.Equal(["/b.so"], troubles.Files);
    }

    [Fact]
    public void An_end_that_was_asked_for_is_one() =>
        Assert.Throws<OperationCanceledException>(() =>
            new FileTroubles().Try<string>("/a.so", () => throw new OperationCanceledException())
        );
}
