using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Index;
using Plumb.Python;
using Plumb.Resolution;

namespace Plumb.Core.Tests.Resolution.Cases;

/// <summary>A scenario of packse with what uv was seen to do.</summary>
internal sealed record PackseScenario(
    string Id,
    ResolutionRequest Request,
    MadeIndex Index,
    bool IsSatisfiable,
    SortedDictionary<string, string>? Pins,
    StrictExpectation? Strict
)
{
    /// <summary>Scenarios for one target whose outcome was observed.</summary>
    public static IReadOnlyList<PackseScenario> All { get; } =
    [
        .. CorpusFile
            .Rows("resolution/packse.jsonl.gz", "cases/packse.jsonl")
            .Skip(1)
            .Where(r => !r.GetProperty("universal").GetBoolean() && r.TryGetProperty("observed", out _))
            .Select(Read),
    ];

    private static PackseScenario Read(JsonElement row)
    {
        var observed = row.GetProperty("observed");
        var python = Text(row, "target_python") ?? Text(row, "python")!;
        var builds = new BuildPolicy
        {
            NoBuildOf = [.. Strings(row, "no_build").Select(PackageName.Parse)],
            NoBinaryOf = [.. Strings(row, "no_binary").Select(PackageName.Parse)],
        };
        var request = new ResolutionRequest
        {
            Requirements = [.. Strings(row.GetProperty("root"), "requires").Select(Requirement.Parse)],
            Target = Targets.For(Text(row, "platform") ?? "x86_64-manylinux_2_28", python),
            Builds = builds,
            PreReleases =
                row.TryGetProperty("prereleases", out var p) && p.GetBoolean()
                    ? PreReleasePolicy.Allow
                    : PreReleasePolicy.IfNecessary,
            Preference = Text(row, "resolution") switch
            {
                "lowest" => VersionPreference.Lowest,
                "lowest-direct" => VersionPreference.LowestDirect,
                _ => VersionPreference.Highest,
            },
        };
        var pins = observed.TryGetProperty("pins", out var list) ? new SortedDictionary<string, string>() : null;
        foreach (var pin in pins is null ? [] : list.EnumerateArray())
        {
            pins![pin[0].GetString()!] = pin[1].GetString()!;
        }

        var isSatisfiable = observed.GetProperty("exit").GetInt32() == 0;
        var strict = row.TryGetProperty("expected_strict", out var old) ? ReadStrict(old) : null;
        return new PackseScenario(Text(row, "id")!, request, MakeIndex(row), isSatisfiable, pins, strict);
    }

    private static StrictExpectation ReadStrict(JsonElement expected) =>
        new(
            expected.GetProperty("satisfiable").GetBoolean(),
            expected.TryGetProperty("packages", out var packages)
                ? new SortedDictionary<string, string>(
                    packages.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!)
                )
                : null
        );

    private static MadeIndex MakeIndex(JsonElement row)
    {
        var index = new MadeIndex();
        foreach (var package in row.GetProperty("packages").EnumerateObject())
        {
            var name = PackageName.Parse(package.Name);
            index.Add(name);
            foreach (var version in package.Value.EnumerateObject())
            {
                var parsed = PythonVersion.Parse(version.Name);
                index.Add(name, parsed, MetadataOf(version.Value), FilesOf(package.Name, version.Name, version.Value));
            }
        }

        return index;
    }

    private static CoreMetadata MetadataOf(JsonElement version)
    {
        var extras = version.TryGetProperty("extras", out var e) ? e.EnumerateObject().ToList() : [];
        var ofExtras = extras.SelectMany(x => x.Value.EnumerateArray().Select(r => Under(r.GetString()!, x.Name)));
        return CoreMetadata.Read(
            [.. Strings(version, "requires"), .. ofExtras],
            extras.Select(x => x.Name),
            PythonOf(version)
        );
    }

    private static string Under(string requirement, string extra)
    {
        var parsed = Requirement.Parse(requirement);
        return parsed.Marker is { } marker
            ? $"{parsed with { Marker = null }}; ({marker}) and extra == '{extra}'"
            : $"{requirement}; extra == '{extra}'";
    }

    private static IEnumerable<ListedFile> FilesOf(string name, string version, JsonElement item)
    {
        var stem = $"{name.Replace('-', '_')}-{version}";
        var tags = Strings(item, "wheel_tags").ToList();
        IEnumerable<string> wheels = tags.Count > 0 ? tags : ["py3-none-any"];
        var names = wheels.Where(_ => IsTrue(item, "wheel", true)).Select(t => $"{stem}-{t}.whl");
        foreach (var file in IsTrue(item, "sdist", true) ? names.Append(stem + ".tar.gz") : names)
        {
            yield return new ListedFile
            {
                FileName = file,
                RequiresPython = PythonOf(item),
                YankedReason = IsTrue(item, "yanked", false) ? "" : null,
            };
        }
    }

    private static string? PythonOf(JsonElement version) =>
        Text(version, "requires_python") switch
        {
            null => ">=3.12",
            "" => null,
            var python => python,
        };

    private static bool IsTrue(JsonElement item, string name, bool otherwise) =>
        item.TryGetProperty(name, out var value) ? value.GetBoolean() : otherwise;

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<string> Strings(JsonElement item, string name) =>
        item.TryGetProperty(name, out var list) ? list.EnumerateArray().Select(e => e.GetString()!) : [];
}

/// <summary>What was expected before pre-releases were taken where nothing else fits.</summary>
internal sealed record StrictExpectation(bool IsSatisfiable, SortedDictionary<string, string>? Pins);
