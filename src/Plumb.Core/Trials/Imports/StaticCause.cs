using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Trials.Imports;

/// <summary>Finds, among what was found without running anything, the cause of an import that failed.</summary>
/// <param name="Context">The environment.</param>
/// <param name="Findings">What was found in it.</param>
internal sealed record StaticCause(CheckContext Context, ImmutableArray<Finding> Findings)
{
    /// <summary>The finding; null when nothing that was found explains it.</summary>
    /// <param name="target">What was imported.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="root">The first true exception; null where the process ended otherwise.</param>
    public Finding? Find(ImportTarget target, ImportOutcome outcome, RaisedException? root)
    {
        var message = root?.Message ?? "";
        return (
            OfLibrary(message)
            ?? OfSymbol(message)
            ?? OfModule(message)
            ?? OfName(message)
            ?? OfNumpy(message, outcome)
            ?? OfPaths(ImportMessage.Paths(message))
            ?? OfBrokenNumpy(outcome)
            ?? OfRequirement(message, root)
            ?? OfPaths(Files(outcome, root))
            ?? OfNative(target, outcome, root)
        );
    }

    private Finding? OfLibrary(string message)
    {
        if (ImportMessage.Library(message) is not { } library)
        {
            return null;
        }

        return Findings.FirstOrDefault(f => f.Rule.Code == "PLB2001" && f.Subject.Name == library)
            ?? Findings.FirstOrDefault(f =>
                f.Rule.Code.StartsWith("PLB2", StringComparison.Ordinal)
                && (Contains(f.Title, library) || f.Evidence.Any(e => Contains(e.Text, library)))
            )
            ?? Findings.FirstOrDefault(f =>
                f.Rule.Code.StartsWith("PLB12", StringComparison.Ordinal)
                && f.Evidence.Any(e => e.File is { } file && WorldPath.Name(file) == library)
            );
    }

    private Finding? OfSymbol(string message)
    {
        if (ImportMessage.Symbol(message) is not { } symbol)
        {
            return null;
        }

        var paths = ImportMessage.Paths(message).ToHashSet(StringComparer.Ordinal);
        var owners = paths.Select(Context.Ownership.OwnerOf).OfType<InstalledDistribution>().ToList();
        var native = Findings.Where(f => f.Rule.Code is "PLB2002" or "PLB2003" or "PLB2401" or "PLB2402").ToList();
        return native.Find(f => Contains(f.Title, symbol) || f.Evidence.Any(e => Contains(e.Text, symbol)))
            ?? native.Find(f => paths.Any(p => Stands(f, p)))
            ?? native.Find(f => owners.Any(o => IsAbout(f, o)))
            ?? Findings.FirstOrDefault(f => f.Rule.Code is "PLB1002" or "PLB1003" && owners.Any(o => IsAbout(f, o)));
    }

    private Finding? OfModule(string message)
    {
        if (ImportMessage.Module(message) is not { } module)
        {
            return null;
        }

        for (var at = module; ; at = at[..at.LastIndexOf('.')])
        {
            var found =
                Findings.FirstOrDefault(f => f.Rule.Code is "PLB2501" or "PLB2502" && f.About == at)
                ?? Findings.FirstOrDefault(f =>
                    f.Rule.Code is "PLB1001" or "PLB1011" && IsBroughtBy(at, f.About ?? f.Subject.Name)
                )
                ?? Findings.FirstOrDefault(f =>
                    f.Rule.Code is "PLB1201" or "PLB1202" or "PLB1302" or "PLB1303" or "PLB1605" or "PLB1601"
                    && (NamesModule(f, at) || IsBroughtBy(at, f.Subject.Name))
                )
                // Files that are there, and that this interpreter does not take for modules.
                ?? (
                    at == module
                        ? null
                        : Findings.FirstOrDefault(f =>
                            f.Rule.Code.StartsWith("PLB14", StringComparison.Ordinal) && IsBroughtBy(at, f.Subject.Name)
                        )
                );
            if (found is not null)
            {
                return found;
            }

            if (!at.Contains('.', StringComparison.Ordinal))
            {
                return null;
            }
        }
    }

    private Finding? OfName(string message)
    {
        if (ImportMessage.Name(message) is not { } missing)
        {
            return null;
        }

        var dotted = missing.Module is null ? missing.Name : missing.Module + "." + missing.Name;
        return Findings.FirstOrDefault(f =>
                f.Rule.Code.StartsWith("PLB25", StringComparison.Ordinal)
                && (
                    f.About == dotted
                    || (missing.Module is null && f.About?.EndsWith("." + dotted, StringComparison.Ordinal) == true)
                )
            )
            ?? Findings.FirstOrDefault(f =>
                f.Rule.Code.StartsWith("PLB2", StringComparison.Ordinal)
                && !f.Rule.Code.StartsWith("PLB20", StringComparison.Ordinal)
                && (Contains(f.Title, dotted) || f.About == dotted)
            );
    }

    private Finding? OfNumpy(string message, ImportOutcome outcome) =>
        ImportMessage.IsOfNumpyAbi(message)
        || outcome.Chain.Any(e => ImportMessage.IsOfNumpyAbi(e.Message))
        || (outcome.Kind != ImportOutcomeKind.Imported && ImportMessage.IsOfNumpyAbi(outcome.Error))
            ? Findings.FirstOrDefault(f =>
                f.Rule.Code.StartsWith("PLB21", StringComparison.Ordinal) && !f.IsConsequence
            )
            : null;

    // NumPy's own advice hides what happened to its C extensions.
    private Finding? OfBrokenNumpy(ImportOutcome outcome) =>
        outcome.Chain.Any(e =>
            Contains(e.Message, "Error importing numpy") || Contains(e.Message, "numpy C-extensions failed")
        ) && Context.Snapshot.Visible.FirstOrDefault(d => d.Key.Normalized == "numpy") is { } numpy
            ? Findings.FirstOrDefault(f => (IsOfFiles(f) || f.Rule.Code == "PLB2001") && IsAboutFilesOf(f, numpy))
            : null;

    private Finding? OfPaths(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var found = Findings.FirstOrDefault(f => IsOfFiles(f) && Stands(f, path));
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    // "tokenizers>=0.19 is required for a normal functioning of this module, but found …"
    private Finding? OfRequirement(string message, RaisedException? root) =>
        root is not null
        && (Contains(message, "required") || Contains(message, "requires") || Contains(message, "version"))
            ? Findings.FirstOrDefault(f =>
                f.Rule.Code is "PLB1002" or "PLB1003" or "PLB1004" or "PLB1005" or "PLB2401"
                && (NamesWord(message, f.About) || (f.Rule.Code == "PLB2401" && NamesWord(message, f.Subject.Name)))
            )
            : null;

    // A crash has no message: the files that ran, the module's own, and their distributions.
    private Finding? OfNative(ImportTarget target, ImportOutcome outcome, RaisedException? root)
    {
        var isNative =
            outcome.Kind is ImportOutcomeKind.Signal or ImportOutcomeKind.Ended
            || (root is not null && ImportMessage.IsOfLoader(root.Message));
        if (!isNative)
        {
            return null;
        }

        var owners = ImportMessage
            .Paths(root?.Message ?? "")
            .Concat(outcome.Running.Select(f => f.File))
            .Select(Context.Ownership.OwnerOf)
            .Append(target.Distribution)
            .OfType<InstalledDistribution>()
            .DistinctBy(d => d.Location, StringComparer.Ordinal);
        foreach (var owner in owners)
        {
            var found = Findings.FirstOrDefault(f => IsOfFiles(f) && IsAboutFilesOf(f, owner));
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static IEnumerable<string> Files(ImportOutcome outcome, RaisedException? root) =>
        (root?.Frames.Select(f => f.File).Reverse() ?? []).Take(3).Concat(outcome.Running.Select(f => f.File).Take(3));

    private static bool IsOfFiles(Finding finding) =>
        finding.Severity > Severity.Info
        && (
            finding.Rule.Code.StartsWith("PLB12", StringComparison.Ordinal)
            || finding.Rule.Code.StartsWith("PLB14", StringComparison.Ordinal)
            || finding.Rule.Code.StartsWith("PLB22", StringComparison.Ordinal)
            || finding.Rule.Code is "PLB1301" or "PLB1303" or "PLB2002" or "PLB2003"
        );

    private bool IsAboutFilesOf(Finding finding, InstalledDistribution owner) =>
        IsAbout(finding, owner)
        || (finding.Location is { } place && Context.Ownership.OwnerOf(place.File)?.Location == owner.Location);

    private static bool IsAbout(Finding finding, InstalledDistribution owner) =>
        finding.Subject.Kind == SubjectKind.Distribution && finding.Subject.Name == owner.Name;

    private static bool Stands(Finding finding, string path) =>
        finding.Location?.File == path || finding.Subject.Name == path || finding.Evidence.Any(e => e.File == path);

    private static bool NamesModule(Finding finding, string module)
    {
        var part = "/" + module.Replace('.', '/');
        return finding
            .Evidence.Select(e => e.File ?? e.Text)
            .Append(finding.Location?.File ?? "")
            .Any(p =>
                p.Contains(part + "/", StringComparison.Ordinal) || p.EndsWith(part + ".py", StringComparison.Ordinal)
            );
    }

    private static bool IsBroughtBy(string module, string distribution) =>
        PackageName.TryParse(distribution, out var name)
        && (
            PackageName.TryParse(module, out var same) && same == name
            || ImportNames.Embedded.Find(module) is { } known
                && Requirement.TryParse(known.Requirement, out var requirement, out _)
                && requirement.Name == name
        );

    private static bool NamesWord(string message, string? word) =>
        word is { Length: > 1 }
        && (
            message.Contains(word, StringComparison.OrdinalIgnoreCase)
            || message.Contains(word.Replace('-', '_'), StringComparison.OrdinalIgnoreCase)
        );

    private static bool Contains(string text, string part) => text.Contains(part, StringComparison.Ordinal);
}
