using System.Text.Json;
using Plumb.Checks.Stacks;
using Plumb.Environments;

namespace Plumb.Cli.Rendering;

/// <summary>A machine and an environment beside a stack, as JSON.</summary>
internal static class StackJson
{
    /// <summary>Writes the member <c>stack</c>; null when no stack was asked about.</summary>
    public static void WriteMember(Utf8JsonWriter json, StackReport? report)
    {
        if (report is null)
        {
            json.WriteNull("stack");
            return;
        }

        var stack = report.Assessment;
        json.WriteStartObject("stack");
        json.WriteString("name", stack.Seen.Stack.Name);
        json.WriteString("title", stack.Seen.Stack.Title);
        json.WriteString("variant", stack.Choice.Chosen?.Name);
        json.WriteString("why", stack.Choice.Why);
        json.WriteStartArray("variants");
        foreach (var (variant, verdict) in stack.Choice.Verdicts)
        {
            json.WriteStartObject();
            json.WriteString("name", variant.Name);
            json.WriteString("fits", Word(verdict.Holds));
            json.WriteString("reason", verdict.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("preconditions");
        foreach (var precondition in stack.Preconditions)
        {
            json.WriteStartObject();
            json.WriteString("name", precondition.Name);
            json.WriteString("needed", precondition.Needed);
            json.WriteString("has", precondition.Has);
            json.WriteString("status", Word(precondition.Status));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteStages(json, report);
        WriteSystem(json, stack);
        WriteModels(json, stack);
        json.WriteString("next", stack.Next?.Stage.Name);
        json.WriteEndObject();
    }

    /// <summary>The word of a status.</summary>
    public static string Word(StackStatus status) =>
        status switch
        {
            StackStatus.Done => "done",
            StackStatus.Missing => "missing",
            StackStatus.Wrong => "wrong",
            StackStatus.LeftOut => "optional",
            _ => "unknown",
        };

    private static string Word(bool? holds) =>
        holds switch
        {
            true => "yes",
            false => "no",
            null => "unknown",
        };

    private static void WriteStages(Utf8JsonWriter json, StackReport report)
    {
        json.WriteStartArray("stages");
        foreach (var stage in report.Assessment.Stages)
        {
            json.WriteStartObject();
            json.WriteString("name", stage.Stage.Name);
            json.WriteString("status", Word(stage.Status));
            json.WriteBoolean("optional", stage.Stage.IsOptional);
            json.WriteStrings("brokenBy", report.BrokenBy(stage));
            json.WriteStartArray("packages");
            foreach (var package in stage.Packages)
            {
                json.WriteStartObject();
                json.WriteString("requirement", package.Asked.Requirement.ToString());
                json.WriteString("installed", package.Installed?.VersionText);
                json.WriteString("status", Word(package.Status));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSystem(Utf8JsonWriter json, StackAssessment stack)
    {
        json.WriteStartArray("system");
        foreach (var need in stack.System)
        {
            json.WriteStartObject();
            json.WriteString("name", need.Need.Name);
            json.WriteString("status", Word(StackReport.StatusOf(need)));
            json.WriteString("path", need.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteModels(Utf8JsonWriter json, StackAssessment stack)
    {
        json.WriteStartArray("models");
        foreach (var model in stack.Seen.Models)
        {
            json.WriteStartObject();
            json.WriteString("name", model.Model.Name);
            json.WriteString("path", model.Path ?? model.Model.Path);
            json.WriteString("status", Word(StackReport.StatusOf(model)));
            json.WriteString("is", Word(model.State));
            json.WriteNumberOrNull("bytes", model.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Word(ModelState state) =>
        state switch
        {
            ModelState.Present => "present",
            ModelState.Missing => "missing",
            ModelState.OtherSize => "otherSize",
            ModelState.OtherHash => "otherHash",
            ModelState.LfsPointer => "lfsPointer",
            ModelState.WebPage => "webPage",
            ModelState.Unreadable => "unreadable",
            _ => "unknown",
        };
}
