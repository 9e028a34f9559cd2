using System.Globalization;
using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Python;
using Plumb.Resolution;

namespace Plumb.Core.Tests.Resolution.Cases;

/// <summary>A scenario over the recorded index, with what uv answered and what a SAT encoding says.</summary>
internal sealed record RecordedScenario(
    string Id,
    string Platform,
    ResolutionRequest Request,
    bool IsSatisfiable,
    bool? IsSatisfiableBySat,
    SortedDictionary<string, string>? Pins
)
{
    public static IReadOnlyList<RecordedScenario> All { get; } =
    [.. CorpusFile.Rows("resolution/scenarios.jsonl.gz", "cases/resolve/scenarios.jsonl").Select(Read)];

    private static RecordedScenario Read(JsonElement row)
    {
        var scenario = row.GetProperty("scenario");
        var noBuild = scenario.GetProperty("no_build").GetBoolean();
        var request = new ResolutionRequest
        {
            Requirements = [.. Requirements(scenario, "requirements")],
            Constraints = [.. Requirements(scenario, "constraints")],
            Overrides = [.. Requirements(scenario, "overrides")],
            Target = Targets.For(Text(scenario, "platform")!, Text(scenario, "python_full")!),
            Builds = new BuildPolicy
            {
                NoBuild = noBuild,
                NoBinaryOf = [.. Strings(scenario, "no_binary").Select(PackageName.Parse)],
            },
            ExcludeNewer = Text(scenario, "exclude_newer") is { } date
                ? DateTimeOffset.Parse(date, CultureInfo.InvariantCulture)
                : null,
            Preference = Text(scenario, "resolution") switch
            {
                "lowest" => VersionPreference.Lowest,
                "lowest-direct" => VersionPreference.LowestDirect,
                _ => VersionPreference.Highest,
            },
            PreReleases = Text(scenario, "prerelease") switch
            {
                "allow" => PreReleasePolicy.Allow,
                "disallow" => PreReleasePolicy.Disallow,
                "explicit" => PreReleasePolicy.Explicit,
                _ => PreReleasePolicy.IfNecessary,
            },
        };
        var pins =
            row.TryGetProperty("pins", out var map) && map.ValueKind == JsonValueKind.Object
                ? new SortedDictionary<string, string>(
                    map.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!),
                    StringComparer.Ordinal
                )
                : null;
        return new RecordedScenario(
            Text(row, "id")!,
            Text(scenario, "platform")!,
            request,
            Text(row, "outcome") == "sat",
            row.TryGetProperty("second_oracle", out var sat) && sat.ValueKind == JsonValueKind.Object
                ? sat.GetProperty("sat").GetBoolean()
                : null,
            pins
        );
    }

    private static IEnumerable<Requirement> Requirements(JsonElement item, string name) =>
        Strings(item, name).Select(Requirement.Parse);

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<string> Strings(JsonElement item, string name) =>
        item.TryGetProperty(name, out var list) ? list.EnumerateArray().Select(e => e.GetString()!) : [];
}
