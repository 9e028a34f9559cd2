using Plumb.Cli.Rendering;

namespace Plumb.Cli.Commands;

/// <summary>One plain sentence on standard error, with advice below it where there is some.</summary>
internal static class ErrorLine
{
    /// <summary>Writes it; names out of the inspected world are made visible.</summary>
    public static void Write(World world, ReportError error)
    {
        world.Error.WriteLine($"plumb: {Visible(world, error.Message)}");
        if (error.Hint is { } hint)
        {
            world.Error.WriteLine($"       {Visible(world, hint)}");
        }
    }

    private static string Visible(World world, string text) => VisibleText.Of(text, world.Terminal.IsUtf8);
}
