using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>A requirement as a document writes it.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Text">As written.</param>
/// <param name="Requirement">As read.</param>
internal sealed record WrittenRequirement(int Line, string Text, Requirement Requirement);

/// <summary>What a command does with its requirements.</summary>
internal enum InstallKind
{
    /// <summary>A command installs them.</summary>
    Install,

    /// <summary>They stand in a list, without a command.</summary>
    List,

    /// <summary>A command removes them.</summary>
    Uninstall,
}

/// <summary>An option of a command with its value; "" when it has none.</summary>
internal readonly record struct CommandOption(string Name, string Value);

/// <summary>What one command, or one list of requirements, installs or removes.</summary>
/// <param name="Source">The line where it stands, or begins.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Requirements">What it asks for.</param>
/// <param name="Options">The options of the command.</param>
internal sealed record InstallSet(
    DocumentLine Source,
    InstallKind Kind,
    ImmutableArray<WrittenRequirement> Requirements,
    ImmutableArray<CommandOption> Options
)
{
    /// <summary>The line, from 1.</summary>
    public int Line => Source.Number;

    /// <summary>The block of code; 0 for a command outside one.</summary>
    public int Block => Source.Block;

    /// <summary>True when one of these options is given.</summary>
    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var option in Options)
        {
            if (names.Contains(option.Name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The addresses of the indexes that it asks; empty for the default one alone.</summary>
    public IEnumerable<string> Indexes =>
        Options.Where(o => o.Name is "--index-url" or "-i" or "--extra-index-url" or "--index").Select(o => o.Value);

    /// <summary>The index that stands in for the default one; "" when none does.</summary>
    public string Index => Options.FirstOrDefault(o => o.Name is "--index-url" or "-i").Value ?? "";

    /// <summary>What it asks for of a distribution; null when nothing.</summary>
    public WrittenRequirement? Find(string normalized) =>
        Requirements.FirstOrDefault(r => r.Requirement.Name.Normalized == normalized);
}
