using System.Text.Json;
using Json.Schema;
using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

/// <summary>Schemas that answers are validated against.</summary>
internal static class JsonSchemaFile
{
    private static readonly Lazy<JsonSchema> _plumb = new(() => Own("plumb-1.schema.json"));

    private static readonly Lazy<JsonSchema> _stack = new(() => Own("stack-1.schema.json"));

    private static readonly Lazy<JsonSchema> _sarif = new(ReadSarif);

    /// <summary>docs/schema/plumb-1.schema.json.</summary>
    public static JsonSchema Plumb => _plumb.Value;

    /// <summary>docs/schema/stack-1.schema.json.</summary>
    public static JsonSchema Stack => _stack.Value;

    /// <summary>The normative schema of SARIF 2.1.0.</summary>
    public static JsonSchema Sarif => _sarif.Value;

    public static void AssertValid(JsonSchema schema, string text)
    {
        using var json = JsonDocument.Parse(text);
        var results = schema.Evaluate(json.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        var troubles = (results.Details ?? [])
            .Where(d => d.Errors is not null)
            .SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Value}"));
        Assert.True(results.IsValid, string.Join('\n', troubles.Take(10)));
    }

    private static JsonSchema Own(string name) =>
        JsonSchema.FromText(File.ReadAllText(Path.Combine(CorpusFile.RepositoryRoot, "docs", "schema", name)));

    // The schema is of draft 4, which the validator does not know. It uses no keyword that draft 7 means otherwise;
    // only its own name is written "id" there.
    private static JsonSchema ReadSarif()
    {
        using var reader = new StreamReader(CorpusFile.Open(CorpusFile.PathOf("schemas/sarif-2.1.0.schema.json.gz")));
        return JsonSchema.FromText(
            reader
                .ReadToEnd()
                .Replace(
                    "http://json-schema.org/draft-04/schema#",
                    "http://json-schema.org/draft-07/schema#",
                    StringComparison.Ordinal
                )
                .Replace(
                    "\"id\": \"https://docs.oasis-open.org",
                    "\"$id\": \"https://docs.oasis-open.org",
                    StringComparison.Ordinal
                )
        );
    }
}
