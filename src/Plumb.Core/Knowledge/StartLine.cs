using System.Buffers;

namespace Plumb.Knowledge;

/// <summary>
/// The shape of a line of code: text that stands as it is, <c>{name}</c> for letters, digits and <c>_</c>, and <c>{names}</c> for quoted names
/// with dots and commas between them. Neither holds a bracket, so that nothing can be called from there.
/// </summary>
/// <param name="Shape">As the knowledge file writes it.</param>
public sealed record StartLine(string Shape)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    private const string Name = "{name}";
    private const string Names = "{names}";

    private static readonly SearchValues<char> _name = SearchValues.Create(Letters);
    private static readonly SearchValues<char> _names = SearchValues.Create(Letters + "-., '");

    /// <summary>True when a line has the shape; blanks at its end do not count.</summary>
    public bool Fits(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd();
        var shape = Shape.AsSpan();
        var allowed = (SearchValues<char>?)null;
        while (true)
        {
            var next = Placeholder(shape, out var length, out var following);
            var literal = next < 0 ? shape : shape[..next];
            // What a placeholder stands for reaches to the first place where the shape goes on.
            var at =
                allowed is null ? 0
                : literal.IsEmpty ? line.Length
                : line.IndexOf(literal);
            if (
                at < 0
                || (allowed is not null && line[..at].ContainsAnyExcept(allowed))
                || !line[at..].StartsWith(literal, StringComparison.Ordinal)
            )
            {
                return false;
            }

            line = line[(at + literal.Length)..];
            if (next < 0)
            {
                return line.IsEmpty;
            }

            shape = shape[(next + length)..];
            allowed = following;
        }
    }

    private static int Placeholder(ReadOnlySpan<char> shape, out int length, out SearchValues<char> allowed)
    {
        var at = shape.IndexOf("{name", StringComparison.Ordinal);
        var many = at >= 0 && shape[at..].StartsWith(Names, StringComparison.Ordinal);
        (length, allowed) = many ? (Names.Length, _names) : (Name.Length, _name);
        return at;
    }
}
