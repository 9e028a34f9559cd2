using System.Text.Json;
using Plumb.Cli.Commands;
using Plumb.Resolution;
using Plumb.Resolution.Repairs;
using Plumb.Text;

namespace Plumb.Cli.Rendering;

/// <summary>The <c>data</c> of <c>lock</c>.</summary>
internal static class LockJson
{
    /// <summary>Writes one object.</summary>
    public static void Write(Utf8JsonWriter json, LockAnswer answer, World world)
    {
        json.WriteStartObject();
        json.WriteStartObject("index");
        json.WriteString("kind", "carried");
        json.WriteString("date", LockFileText.Date);
        json.WriteEndObject();
        json.WriteStartArray("targets");
        Target(json, answer, world);
        json.WriteEndArray();
        json.WriteNull("file");
        json.WriteStartArray("cores");
        for (var i = 0; i < answer.Explanations.Length; i++)
        {
            Core(json, answer, i, world);
        }

        json.WriteEndArray();
        json.WriteBoolean("coresComplete", answer.Conflicts?.IsComplete ?? true);
        json.WriteStartArray("repairs");
        for (var i = 0; i < answer.Repairs.Length; i++)
        {
            foreach (var repair in answer.Repairs[i])
            {
                RepairOf(json, answer, repair, i, world);
            }
        }

        json.WriteEndArray();
        if (answer.Together is { } together)
        {
            json.WritePropertyName("together");
            RepairOf(json, answer, together, null, world);
        }
        else
        {
            json.WriteNull("together");
        }

        json.WriteStartArray("hazards");
        foreach (var hazard in answer.Hazards)
        {
            json.WriteStartObject();
            json.WriteString("text", hazard.Text);
            json.WriteString("source", hazard.Source.Text);
            json.WriteString("grade", hazard.Source.GradeWord);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("changes");
        foreach (var line in answer.Rewritten)
        {
            json.WriteStartObject();
            json.WriteString("file", LockInput.Shown(line.File, world));
            json.WriteNumber("line", line.Line);
            json.WriteString("old", Redaction.Redact(line.Old));
            json.WriteString("new", Redaction.Redact(line.New));
            json.WriteBoolean("written", !answer.IsDry);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Target(Utf8JsonWriter json, LockAnswer answer, World world)
    {
        json.WriteStartObject();
        json.WriteString("python", answer.Target.Target.Python.ToString());
        json.WriteString("platform", EnvironmentWords.SysconfigPlatform(answer.Question.Target.Platform));
        json.WriteNull("accelerator");
        json.WriteStartArray("packages");
        if (answer is { Resolved: { } resolved, Solved: { } solved })
        {
            var tree = ResolutionTree.Of(solved, answer.Index, resolved);
            foreach (var package in resolved.Packages)
            {
                json.WriteStartObject();
                json.WriteString("name", package.Name.Normalized);
                json.WriteString("version", package.Version.ToString());
                json.WriteStrings("extras", package.Extras);
                json.WriteStrings(
                    "hashes",
                    [.. LockFileText.Hashes(answer.Index, package).Select(h => $"sha256:{h.ToHex()}")]
                );
                json.WriteStrings("via", [.. LockFileText.Via(answer, tree, package.Name, world)]);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Core(Utf8JsonWriter json, LockAnswer answer, int number, World world)
    {
        json.WriteStartObject();
        json.WriteStartArray("requirements");
        foreach (var position in answer.Conflicts!.Cores[number])
        {
            var item = answer.Question.Items[position];
            json.WriteStartObject();
            json.WriteString("text", Redaction.Redact(item.Text));
            json.WriteString("file", LockInput.Shown(item.Location.File, world));
            json.WriteNumber("line", item.Location.Line);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        var explanation = answer.Explanations[number];
        json.WriteStrings("explanation", explanation?.Short ?? []);
        json.WriteStrings("steps", explanation?.Sentences ?? []);
        json.WriteBoolean("certain", explanation is { IsCertain: true, LeftOut.IsEmpty: true });
        json.WriteStrings("leftOut", [.. (explanation?.LeftOut ?? []).Select(n => n.Normalized)]);
        json.WriteEndObject();
    }

    private static void RepairOf(Utf8JsonWriter json, LockAnswer answer, Repair repair, int? core, World world)
    {
        json.WriteStartObject();
        json.WriteNumberOrNull("core", core);
        json.WriteStartArray("changes");
        foreach (var change in repair.Changes)
        {
            var item =
                change.Position < 0 ? null
                : change.Kind == RepairKind.Constraint ? answer.Question.Constraints[change.Position]
                : answer.Question.Items[change.Position];
            json.WriteStartObject();
            json.WriteString("kind", change.Kind.ToString().ToLowerInvariant());
            json.WriteString("from", change.From);
            json.WriteString("to", change.To);
            json.WriteString("file", item is null ? null : LockInput.Shown(item.Location.File, world));
            json.WriteNumberOrNull("line", item?.Location.Line);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("verified", true);
        json.WriteNumberOrNull("steps", repair.Steps == 0 ? null : repair.Steps);
        json.WriteEndObject();
    }
}
