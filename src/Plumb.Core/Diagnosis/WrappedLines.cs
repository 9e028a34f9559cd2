namespace Plumb.Diagnosis;

/// <summary>
/// Lines that a terminal or a tool broke in the middle of words: each but the last has the same length, one that terminals have, or one
/// that several lines have. They are read joined besides as they are, for a line may have that length by chance.
/// </summary>
internal static class WrappedLines
{
    private const int Narrowest = 60;
    private const int Widest = 400;
    private const int MostJoined = 40;

    /// <summary>The joined lines alone; null where none looks broken.</summary>
    public static LogBlock? Join(LogBlock block)
    {
        LogBlock? joined = null;
        var room = new System.Text.StringBuilder();
        for (var i = 0; i < block.Count - 1; i++)
        {
            var width = block[i].Length;
            if (!IsWidth(block, i, width))
            {
                continue;
            }

            room.Clear();
            var first = i;
            while (i < block.Count - 1 && block[i].Length == width && i - first < MostJoined)
            {
                room.Append(block[i++]);
            }

            room.Append(block[i]);
            (joined ??= new LogBlock()).Add(room.ToString(), block.Number(first));
            i--;
        }

        return joined;
    }

    private static bool IsWidth(LogBlock block, int line, int width) =>
        width is >= Narrowest and <= Widest
        && block[line + 1].Length <= width
        && !block[line + 1].IsWhiteSpace()
        && (width is 72 or 79 or 80 or 99 or 100 or 119 or 120 or 132 || block[line + 1].Length == width);
}
