using Plumb.Cli.Commands;
using Plumb.Findings;
using Plumb.Resolution.Repairs;
using Plumb.Text;

namespace Plumb.Cli.Rendering;

/// <summary>Why there is no lock, for people: each conflict with its reason and what solves it.</summary>
internal static class LockConflictText
{
    private const int Label = 15;

    /// <summary>Writes it; every line ends with LF.</summary>
    public static void Write(LockAnswer answer, RenderSettings settings, World world, TextWriter output)
    {
        var paint = new Paint(settings.Colour);
        var cores = answer.Conflicts!.Cores;
        Line(Headline(answer), paint.Strong);
        Line(
            $"Judged from the index of {LockFileText.Date} that Plumb carries; it holds a part of all versions.",
            paint.Faint
        );
        for (var i = 0; i < cores.Length; i++)
        {
            output.Write('\n');
            var number = cores.Length == 1 ? "" : Words.Invariant($"{i + 1}. ");
            var places = string.Join(
                ", ",
                cores[i].Select(p => LockInput.Shown(answer.Question.Items[p].Location, world))
            );
            var title = $"{number}{Words.List([.. cores[i].Select(p => Written(answer, p))])}";
            var gap = settings.Width - title.Length - places.Length;
            Line(gap >= 2 ? title + new string(' ', gap) + places : $"{title}  {places}", paint.Strong);
            if (settings.Quiet)
            {
                continue;
            }

            var explanation = answer.Explanations[i];
            foreach (var sentence in (settings.Verbose ? explanation?.Sentences : explanation?.Short) ?? [])
            {
                Indented(sentence, 3);
            }

            if (explanation is { IsCertain: false })
            {
                Indented("This is likely, not certain: some packages must be built to tell what they need.", 3);
            }

            if (explanation is { LeftOut.IsEmpty: false })
            {
                Indented(
                    $"This index leaves out versions of {Words.List([.. explanation.LeftOut.Select(n => n.Normalized)])}: with one of those it may be solved.",
                    3
                );
            }

            var repairs = answer.Repairs[i];
            var width = repairs.Select(r => What(r).Length).DefaultIfEmpty().Max();
            for (var r = 0; r < repairs.Length; r++)
            {
                Repair(r == 0 ? "nearest fix" : "or", repairs[r], width);
            }

            if (repairs.IsEmpty)
            {
                Indented("No single change solves it.", 3);
            }
        }

        if (!answer.Conflicts.IsComplete)
        {
            output.Write('\n');
            Line("There may be more conflicts: the search was stopped.", t => t);
        }

        End();
        return;

        void Line(string text, Func<string, string> style) =>
            output.Write(style(VisibleText.Of(text, settings.Unicode)) + "\n");

        void Indented(string text, int indent)
        {
            foreach (var line in TextWrap.Lines(VisibleText.Of(text, settings.Unicode), settings.Width - indent))
            {
                output.Write(new string(' ', indent) + line + "\n");
            }
        }

        void Repair(string label, Repair repair, int width)
        {
            output.Write(
                "   "
                    + paint.Faint(label.PadRight(Label))
                    + paint.Good(VisibleText.Of(What(repair).PadRight(width), settings.Unicode))
                    + paint.Faint("   " + Cost(repair))
                    + "\n"
            );
        }

        void End()
        {
            if (settings.Quiet)
            {
                return;
            }

            output.Write('\n');
            if (answer.Together is { } together)
            {
                var python = together.Changes.FirstOrDefault(c => c.Kind == RepairKind.Python);
                var what = string.Join(", ", together.Changes.Select(ToDo));
                foreach (var line in TextWrap.Lines($"All at once (solved together): {what}", settings.Width))
                {
                    Line(line, t => t);
                }

                Line(
                    python is null
                        ? "To take that: add --repair nearest --write"
                        : "To take that: add --repair nearest",
                    t => t
                );
            }
            else
            {
                Line("These fixes were not solved together: take one, and lock again.", t => t);
            }
        }
    }

    /// <summary>The changed lines, before and after.</summary>
    public static void Changes(LockAnswer answer, RenderSettings settings, World world, TextWriter output)
    {
        var paint = new Paint(settings.Colour);
        foreach (var line in answer.Rewritten)
        {
            var place = new Location(LockInput.Shown(line.File, world), line.Line);
            output.Write(VisibleText.Of(place.ToString(), settings.Unicode) + "\n");
            output.Write(paint.Severe(Severity.Error, "- " + Visible(line.Old)) + "\n");
            output.Write(paint.Good("+ " + Visible(line.New)) + "\n");
        }

        output.Write("Nothing was written (--dry-run).\n");

        string Visible(string text) => VisibleText.Of(Redaction.Redact(text), settings.Unicode);
    }

    /// <summary>The same in one sentence, for programs.</summary>
    public static ReportError Error(LockAnswer answer) =>
        new(
            "unsatisfiable",
            Headline(answer),
            answer.Together is null ? null : "Take the nearest repairs: plumb lock --repair nearest"
        );

    /// <summary>A change in one line: "transformers==4.35.0 → transformers==4.35.2".</summary>
    public static string InWords(RepairChange change) =>
        change.Kind switch
        {
            RepairKind.Python => $"Python {change.From} → {change.To}",
            RepairKind.Drop or RepairKind.Constraint => $"without {change.From}",
            _ => $"{change.From} → {change.To}",
        };

    private static string What(Repair repair) => string.Join(", ", repair.Changes.Select(ToDo));

    private static string ToDo(RepairChange change) =>
        change.Kind switch
        {
            RepairKind.Python => $"--python-version {change.To}",
            RepairKind.Drop => $"leave out {change.From}",
            RepairKind.Constraint => $"leave out the constraint {change.From}",
            _ => change.To!,
        };

    private static string Cost(Repair repair) =>
        repair.Changes[0].Kind switch
        {
            RepairKind.Python => "another Python, the same requirements (solved)",
            RepairKind.Raise => $"{Words.Many(repair.Steps, "step")} newer in this index (solved)",
            RepairKind.Relax => $"{Words.Many(repair.Steps, "step")} older in this index (solved)",
            _ => "the rest stays (solved)",
        };

    private static string Headline(LockAnswer answer)
    {
        var cores = answer.Conflicts!.Cores;
        var what = cores.Any(c => c.Length > 1) ? "These cannot be installed together" : "This cannot be installed";
        var count = cores.Length == 1 ? "" : $" There are {Words.Many(cores.Length, "separate conflict")}.";
        return $"{what} ({answer.Question.Target.InWords}).{count}";
    }

    private static string Written(LockAnswer answer, int position) =>
        Redaction.Redact(answer.Question.Items[position].Text);
}
