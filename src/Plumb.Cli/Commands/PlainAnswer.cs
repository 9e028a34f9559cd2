using System.Text;

namespace Plumb.Cli.Commands;

/// <summary>An answer that is one text of our own.</summary>
internal static class PlainAnswer
{
    /// <summary>Writes it to standard output as UTF-8.</summary>
    public static void Write(World world, string text)
    {
        world.Output.Write(Encoding.UTF8.GetBytes(text));
        world.Output.Flush();
    }
}
