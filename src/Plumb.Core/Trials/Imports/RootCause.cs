using System.Collections.Immutable;

namespace Plumb.Trials.Imports;

/// <summary>Which exception of a chain is the first true one.</summary>
public static class RootCause
{
    /// <summary>
    /// The exception that the others only pass on; null where there is none. A <c>__cause__</c> is always gone after. What was merely being
    /// handled is gone after where the later exception was made by hand (<c>raise ImportError("please install …")</c>), and not where the
    /// handler tried something else and that failed by itself: the loader or the import system said so.
    /// </summary>
    public static RaisedException? Of(ImmutableArray<RaisedException> chain)
    {
        if (chain.IsEmpty)
        {
            return null;
        }

        var root = chain[0];
        foreach (var earlier in chain.Skip(1))
        {
            if (earlier.Link == ExceptionLink.Context && IsOfItsOwn(root, earlier))
            {
                break;
            }

            root = earlier;
        }

        return root;
    }

    private static bool IsOfItsOwn(RaisedException error, RaisedException earlier) =>
        MissingModule(error) is { } missing
            ? !Speaks(missing, earlier)
            : ImportMessage.Library(error.Message) is not null
                || ImportMessage.IsOfLoader(error.Message)
                || error.Message.StartsWith("cannot import name", StringComparison.Ordinal)
                || !SharesFrame(error, earlier);

    // ModuleNotFoundError raised by hand names the module that was looked for before.
    private static bool Speaks(string missing, RaisedException earlier) => MissingModule(earlier) == missing;

    private static string? MissingModule(RaisedException error) => ImportMessage.Module(error.Message);

    // What is raised in a handler stands in the code that tried.
    private static bool SharesFrame(RaisedException error, RaisedException earlier) =>
        error.Place is not { } place
        || earlier.Frames.IsEmpty
        || earlier.Frames.Any(f => f.File == place.File && f.Function == place.Function);
}
