using System.Collections.Immutable;
using System.Text;

namespace Plumb.Stacks;

/// <summary>The stacks of <c>stacks/*.toml</c>, built into this library.</summary>
public static class ShippedStacks
{
    private const string Prefix = "stacks/";
    private static readonly Lazy<ImmutableArray<Stack>> _all = new(() => [.. Names.Select(Read)]);

    /// <summary>Their names, in order.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. typeof(ShippedStacks)
            .Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => Path.GetFileNameWithoutExtension(n))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>All of them, by name.</summary>
    public static ImmutableArray<Stack> All => _all.Value;

    /// <summary>The one of that name; null when there is none.</summary>
    public static Stack? Find(string name) => Names.Contains(name, StringComparer.Ordinal) ? Read(name) : null;

    /// <summary>The text of a file.</summary>
    public static string Text(string name)
    {
        using var stream =
            typeof(ShippedStacks).Assembly.GetManifestResourceStream($"{Prefix}{name}.toml")
            ?? throw new InvalidDataException($"{Prefix}{name}.toml was not built in");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static Stack Read(string name) =>
        StackReader.TryRead($"{Prefix}{name}.toml", Text(name), out var stack, out var mistake)
            ? stack
            : throw new InvalidDataException(mistake.ToString());
}
