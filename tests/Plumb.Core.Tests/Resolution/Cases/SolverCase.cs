using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Index;
using Plumb.Python;
using Plumb.Resolution;

namespace Plumb.Core.Tests.Resolution.Cases;

/// <summary>A case of resolvelib's tests over a recorded index, with the truth of a SAT solver for CPython 3.11 on Linux.</summary>
internal sealed record SolverCase(
    string Name,
    string IndexName,
    string[] Requested,
    bool IsSatisfiable,
    bool IsSatisfiableWithPreReleases
)
{
    public static IReadOnlyList<SolverCase> All { get; } = ReadAll();

    public ResolutionRequest Request(PreReleasePolicy preReleases) =>
        new()
        {
            Requirements = [.. Requested.Select(Requirement.Parse)],
            Target = Targets.Linux("3.11"),
            PreReleases = preReleases,
        };

    public MadeIndex ReadIndex()
    {
        var root = CorpusFile.Rows($"resolution/solver/{IndexName}.json.gz", $"cases/solver/{IndexName}.json")[0];
        var needs = root.GetProperty("depsets")
            .EnumerateArray()
            .Select(d => d.ValueKind == JsonValueKind.Array ? d.EnumerateArray().Select(r => r.GetString()!) : [])
            .Select(lines => CoreMetadata.Read(lines, [], null))
            .ToList();
        var index = new MadeIndex();
        foreach (var package in root.GetProperty("packages").EnumerateObject())
        {
            var name = PackageName.Of(package.Name);
            index.Add(name);
            foreach (var version in package.Value.EnumerateObject())
            {
                if (PythonVersion.TryParse(version.Name, out var parsed))
                {
                    var file = $"{package.Name.Replace('-', '_')}-{version.Name}-py3-none-any.whl";
                    index.Add(name, parsed, needs[version.Value.GetInt32()], new ListedFile { FileName = file });
                }
            }
        }

        return index;
    }

    private static List<SolverCase> ReadAll()
    {
        var truths = Rows("cases_truth").ToDictionary(t => t.GetProperty("case").GetString()!);
        return
        [
            .. from row in Rows("cases")
            let name = row.GetProperty("case").GetString()!
            select new SolverCase(
                name,
                row.GetProperty("index").GetString()!,
                [.. row.GetProperty("requested").EnumerateArray().Select(r => r.GetString()!)],
                truths[name].GetProperty("satisfiable").GetBoolean(),
                truths[name].GetProperty("satisfiable_with_prereleases").GetBoolean()
            ),
        ];
    }

    private static JsonElement.ArrayEnumerator Rows(string name) =>
        CorpusFile.Rows($"resolution/solver/{name}.json.gz", $"cases/solver/{name}.json")[0].EnumerateArray();
}
