using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Metadata.Toml;
using Plumb.Text;

namespace Plumb.Metadata.Conda;

/// <summary>A line for pip below <c>pip:</c>, which conda writes into a requirements file and hands to pip as it stands.</summary>
/// <param name="Text">The line: a requirement, or an option such as <c>-r requirements.txt</c>.</param>
/// <param name="Location">Where.</param>
public sealed record CondaPipLine(string Text, Location Location);

/// <summary>Something in an environment file that conda would refuse or pass over; the rest is read all the same.</summary>
/// <param name="Message">One plain sentence.</param>
/// <param name="Location">Where.</param>
public sealed record CondaEnvironmentProblem(string Message, Location Location);

/// <summary>
/// An environment file of conda and mamba, <c>environment.yml</c>. No such file with the tools' own reading of it was at hand: built from
/// conda's documentation ("Managing environments", "Package match specifications") alone.
/// </summary>
public sealed record CondaEnvironmentFile
{
    /// <summary>The path in the inspected world.</summary>
    public required string File { get; init; }

    /// <summary>The environment's name; null when the file gives none.</summary>
    public string? Name { get; init; }

    /// <summary>The environment's folder on the machine where the file was written; null when the file gives none.</summary>
    public string? Prefix { get; init; }

    /// <summary>The channels in order of priority; <c>nodefaults</c> among them shuts out the default ones.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>What conda installs, in the order of the file.</summary>
    public ImmutableArray<CondaDependency> Dependencies { get; init; } = [];

    /// <summary>What pip installs afterwards, in the order of the file.</summary>
    public ImmutableArray<CondaPipLine> PipLines { get; init; } = [];

    /// <summary>Variables that are set while the environment is active.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What could not be understood.</summary>
    public ImmutableArray<CondaEnvironmentProblem> Problems { get; init; } = [];

    /// <summary>True for the file names that conda and mamba look for or that projects use.</summary>
    /// <param name="name">Without its folder.</param>
    public static bool IsFileName(string name) =>
        name is "environment.yml" or "environment.yaml" or "conda.yml" or "conda.yaml" or "env.yml" or "env.yaml";

    /// <summary>Reads a text.</summary>
    /// <param name="file">The path in the inspected world, for places.</param>
    /// <param name="text">The content; a byte order mark at its beginning is passed over.</param>
    /// <param name="environment">The file; null when the content is no YAML or no mapping.</param>
    /// <param name="error">What is wrong, with an offset in UTF-16 units after any byte order mark; null when nothing is.</param>
    /// <param name="options">Bounds; <see cref="TomlOptions.Default"/> when null.</param>
    public static bool TryParse(
        string file,
        string text,
        [NotNullWhen(true)] out CondaEnvironmentFile? environment,
        [NotNullWhen(false)] out FormatError? error,
        TomlOptions? options = null
    )
    {
        environment = null;
        var body = text.StartsWith('\ufeff') ? text[1..] : text;
        if (!YamlTree.TryParse(body, out var root, out var doubled, out error, options ?? TomlOptions.Default))
        {
            return false;
        }

        environment = new CondaEnvironmentReader(new SourceText(file, body), root, doubled).Read();
        return true;
    }
}
