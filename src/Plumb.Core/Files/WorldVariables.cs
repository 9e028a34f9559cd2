using System.Collections.Immutable;

namespace Plumb.Files;

/// <summary>The environment variables under which the inspected world runs. Under <c>--root</c> they are empty: this machine's say nothing of another's.</summary>
public sealed record WorldVariables(ImmutableDictionary<string, string> Values)
{
    /// <summary>No variables.</summary>
    public static WorldVariables None { get; } = new(ImmutableDictionary<string, string>.Empty);

    /// <summary>Those of this process.</summary>
    public static WorldVariables OfThisProcess()
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(
            OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal
        );
        foreach (System.Collections.DictionaryEntry pair in Environment.GetEnvironmentVariables())
        {
            values[(string)pair.Key] = (string?)pair.Value ?? "";
        }

        return new WorldVariables(values.ToImmutable());
    }

    /// <summary>The value; null when unset. An empty value counts as set.</summary>
    public string? Get(string name) => Values.GetValueOrDefault(name);

    /// <summary>The value; null when unset or empty.</summary>
    public string? GetNonEmpty(string name) => Values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
