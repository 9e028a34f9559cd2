using System.Text.Json;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

public sealed class MarkerCorpusTests
{
    private static readonly JsonElement _header = PackagingCorpus.Markers[0];

    [Fact]
    public void Every_marker_reads_as_packaging_reads_it() =>
        PackagingCorpus.Check(
            PackagingCorpus.Markers.OfKind("m"),
            row =>
            {
                var ours = Marker.TryParse(row[1].GetString()!, out var marker, out var error)
                    ? marker.ToString()
                    : null;
                return ours == row[2].GetString() ? null : ours ?? error!.ToString();
            }
        );

    [Fact]
    public void Every_marker_has_the_truth_that_packaging_gives_it() =>
        PackagingCorpus.Check(
            PackagingCorpus.Markers.OfKind("e"),
            row =>
            {
                var environment = Apply(InContext(row[3].GetString()!), _header.GetProperty("baseEnv"));
                environment = row[2].ValueKind == JsonValueKind.Null ? environment : Apply(environment, row[2]);
                var ours = Marker.Parse(row[1].GetString()!).Evaluate(environment);
                return ours == Expected(row[4]) ? null : ours.ToString();
            }
        );

    [Fact]
    public void Every_marker_has_the_same_truths_on_seven_platforms()
    {
        var environments = _header
            .GetProperty("envs")
            .EnumerateArray()
            .Select(values => Apply(new MarkerEnvironment(), values))
            .ToArray();
        PackagingCorpus.Check(
            PackagingCorpus.Markers.OfKind("x"),
            row =>
            {
                var marker = Marker.Parse(row[1].GetString()!);
                var ours = environments.Select(marker.Evaluate).ToArray();
                return ours.SequenceEqual(row[2].EnumerateArray().Select(Expected)) ? null : string.Join(' ', ours);
            }
        );
    }

    private static MarkerEnvironment InContext(string context) =>
        context switch
        {
            "lock_file" => new MarkerEnvironment
            {
                Extra = null,
                Extras = [],
                DependencyGroups = [],
            },
            "requirement" => new MarkerEnvironment { Extra = null },
            _ => new MarkerEnvironment(),
        };

    private static MarkerOutcome Expected(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => MarkerOutcome.True,
            JsonValueKind.False => MarkerOutcome.False,
            _ when value.GetString() == "UndefinedComparison" => MarkerOutcome.UndefinedComparison,
            _ when value.GetString() == "UndefinedEnvironmentName" => MarkerOutcome.UndefinedVariable,
            _ => throw new InvalidOperationException(value.GetRawText()),
        };

    private static MarkerEnvironment Apply(MarkerEnvironment environment, JsonElement values) =>
        values.EnumerateObject().Aggregate(environment, (e, value) => Set(e, value.Name, value.Value));

    private static MarkerEnvironment Set(MarkerEnvironment environment, string name, JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return name switch
        {
            "python_version" => environment with { PythonVersion = text },
            "python_full_version" => environment with { PythonFullVersion = text },
            "os_name" => environment with { OsName = text },
            "sys_platform" => environment with { SysPlatform = text },
            "platform_release" => environment with { PlatformRelease = text },
            "platform_system" => environment with { PlatformSystem = text },
            "platform_version" => environment with { PlatformVersion = text },
            "platform_machine" => environment with { PlatformMachine = text },
            "platform_python_implementation" => environment with { PlatformPythonImplementation = text },
            "implementation_name" => environment with { ImplementationName = text },
            "implementation_version" => environment with { ImplementationVersion = text },
            "extra" => environment with { Extra = text },
            "extras" => environment with { Extras = [.. value.ToStrings()] },
            "dependency_groups" => environment with { DependencyGroups = [.. value.ToStrings()] },
            _ => environment with { Others = environment.Others.SetItem(name, text) },
        };
    }
}
