using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;

namespace Plumb.Cli.Outlines;

/// <summary>An option as its readers see it.</summary>
/// <param name="Names">All names, short ones first: "-o", "--output".</param>
/// <param name="Value">The placeholder of its value; null for a switch.</param>
/// <param name="Summary">One or two sentences.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Words">The words it takes, where they are few.</param>
/// <param name="IsShared">Every command takes it.</param>
internal sealed record OptionOutline(
    ImmutableArray<string> Names,
    string? Value,
    string Summary,
    ValueKind Kind,
    ImmutableArray<string> Words,
    bool IsShared
)
{
    /// <summary>The outline of an option.</summary>
    public static OptionOutline Of(Option option)
    {
        var mayTakeValue = option is { ValueType: var type, Arity.MinimumNumberOfValues: 0 } && type == typeof(string);
        var takesValue = !mayTakeValue && option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0;
        ImmutableArray<string> words = takesValue
            ? [.. option.GetCompletions(CompletionContext.Empty).Select(c => c.Label)]
            : [];
        return new OptionOutline(
            [.. option.Aliases.Prepend(option.Name).OrderBy(n => n.Length).ThenBy(n => n, StringComparer.Ordinal)],
            takesValue ? option.HelpName ?? "VALUE" : null,
            option.Description ?? "",
            !takesValue ? ValueKind.None
                : words.IsEmpty ? KindOf(option.HelpName)
                : ValueKind.Words,
            words,
            option.Recursive
        )
        {
            OptionalValue = mayTakeValue ? option.HelpName : null,
        };
    }

    /// <summary>The placeholder says what a value is.</summary>
    public static ValueKind KindOf(string? placeholder) =>
        placeholder switch
        {
            "FILE" or "PATH" => ValueKind.Path,
            "DIR" => ValueKind.Folder,
            "CODE" or "CODES" => ValueKind.Codes,
            _ => ValueKind.None,
        };

    /// <summary>The placeholder of a value that may be given behind <c>=</c> only; null where there is none.</summary>
    public string? OptionalValue { get; init; }

    /// <summary>"-o, --output FILE", "--imports[=MODULES]".</summary>
    public string Signature =>
        string.Join(", ", Names)
        + (
            Value is not null ? " " + Value
            : OptionalValue is not null ? $"[={OptionalValue}]"
            : ""
        );
}
