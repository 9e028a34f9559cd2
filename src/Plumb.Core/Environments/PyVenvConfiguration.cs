using System.Collections.Immutable;
using System.Text;
using Plumb.Files;

namespace Plumb.Environments;

/// <summary>
/// <c>pyvenv.cfg</c> (PEP 405): lines of <c>key = value</c>, read as CPython's <c>site</c> does: keys are lower-cased,
/// a later line wins, a line without <c>=</c> means nothing.
/// </summary>
public sealed record PyVenvConfiguration
{
    private const int LargestFile = 1 << 16;

    private PyVenvConfiguration(ImmutableDictionary<string, string> values) => Values = values;

    /// <summary>The name of the file.</summary>
    public const string FileName = "pyvenv.cfg";

    /// <summary>All keys with their values.</summary>
    public ImmutableDictionary<string, string> Values { get; }

    /// <summary>The folder of the base interpreter; null when it is not said, or not as an absolute path.</summary>
    public string? Home => Get("home") is { } home && WorldPath.IsAbsolute(home) ? WorldPath.Normalize(home) : null;

    /// <summary>The base's packages are visible too; they are where no line says that they are not (<c>site.venv</c> of CPython).</summary>
    public bool IncludesSystemSite =>
        string.Equals(
            Values.GetValueOrDefault("include-system-site-packages", "true"),
            "true",
            StringComparison.OrdinalIgnoreCase
        );

    /// <summary>
    /// The full version when the environment was made: <c>version_info</c> (uv writes <c>3.12.1</c>, virtualenv <c>3.12.1.final.0</c>),
    /// else <c>version</c> (venv). Null when neither is there.
    /// </summary>
    public string? Version =>
        (Get("version_info") ?? Get("version")) is { } text ? InterpreterVersion.Parse(text)?.ToString() : null;

    /// <summary>Which tool made it.</summary>
    public EnvironmentKind Maker =>
        Values.ContainsKey("uv") ? EnvironmentKind.Uv
        : Values.ContainsKey("virtualenv") ? EnvironmentKind.Virtualenv
        : EnvironmentKind.Venv;

    /// <summary>A value; null when the key is not there or says nothing.</summary>
    public string? Get(string key) => Values.GetValueOrDefault(key) is { Length: > 0 } value ? value : null;

    /// <summary>Reads the file of a prefix. Null with <see cref="FileFailure.NotFound"/> when there is none.</summary>
    public static PyVenvConfiguration? Read(FileWorld world, string prefix, out FileFailure failure)
    {
        var result = world.Read(WorldPath.Join(prefix, FileName), LargestFile);
        failure = result.Failure;
        return result.Succeeded ? Parse(result.Bytes) : null;
    }

    /// <summary>Reads the text. Anything is accepted; what is no line of it is passed over.</summary>
    public static PyVenvConfiguration Parse(ReadOnlySpan<byte> text)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var line in new UniversalLines(Encoding.UTF8.GetString(text)))
        {
            var equals = line.IndexOf('=');
            if (equals > 0 && line[..equals].Trim() is { Length: > 0 } key)
            {
                values[key.ToString().ToLowerInvariant()] = line[(equals + 1)..].Trim().ToString();
            }
        }

        return new PyVenvConfiguration(values.ToImmutable());
    }
}
