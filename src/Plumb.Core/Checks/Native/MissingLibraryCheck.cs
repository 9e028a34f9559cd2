using System.Collections.Immutable;
using Plumb.Checks.Requirements;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Knowledge;
using Plumb.Native.Loading;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Checks.Native;

/// <summary>Shared libraries that the loader does not find, one finding a library, with the chain that leads to it.</summary>
public sealed class MissingLibraryCheck : ICheck
{
    private const int MostChains = 4;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [NativeRules.MissingLibrary];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Native;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) =>
        context
            .Snapshot.Native.Modules.SelectMany(m => m.Closure.Missing.Select(l => (Module: m, Library: l)))
            .GroupBy(p => p.Library.Name, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Judge(context, g.Key, [.. g]));

    private static Judgement Judge(
        CheckContext context,
        string name,
        ImmutableArray<(NativeModule Module, MissingLibrary Library)> uses
    )
    {
        var affected = AffectedModules.Of(context, uses.Select(u => u.Module));
        var known = SystemLibraries.Embedded.Find(WorldPath.Name(name));
        var lost = LostBy(context, name);
        var unmet = lost is null ? UnmetBy(context, name, known, affected) : null;
        var isOptional = lost is null && affected.AllOptional(context);
        var finding = new Finding
        {
            Rule = NativeRules.MissingLibrary,
            Severity =
                known?.Driver is not null ? Severity.Info
                : affected.AnyNeeded(context) ? Severity.Error
                : isOptional ? Severity.Info
                : Severity.Warning,
            Title = $"{name} is not found: {affected.CannotBeImported(context)}.",
            Message =
                $"{Explain(context, uses[0].Library, known, lost)} {(isOptional ? Optional(context, affected) : "")}".Trim(),
            Subject = new Subject(SubjectKind.File, name),
            Location = new Location(uses[0].Module.Path),
            Evidence =
            [
                .. affected
                    .Modules.Take(MostChains)
                    .Select(m => Chain(m, uses.First(u => u.Module.Path == m.Path).Library)),
            ],
            Cause = lost is not null ? Causes.Installation(lost) : unmet ?? "libraries:" + affected.Modules[0].Path,
            IsConsequence = lost is not null || unmet is not null,
        };
        return new Judgement(
            finding,
            unmet is null ? MissingLibraryFixes.Of(context, uses[0].Library, known, lost, affected) : []
        );
    }

    // What was to bring it is required, and is not there or in another version: that is told as such, with its fix.
    private static string? UnmetBy(CheckContext context, string name, SystemLibrary? known, AffectedModules affected)
    {
        var bringers = new[]
        {
            known?.Wheel is { } wheel ? PackageName.Parse(SystemLibrary.Split(wheel).Name) : (PackageName?)null,
            OtherVersion(context.Snapshot.Native, name) is { } other ? context.Ownership.OwnerOf(other)?.Key : null,
        };
        return bringers
            .OfType<PackageName>()
            .Select(b => UnmetRequirementsCheck.CauseOf(context, b, affected.Owners))
            .FirstOrDefault(c => c is not null);
    }

    private static Evidence Chain(NativeModule module, MissingLibrary missing)
    {
        var chain = module.Closure.ChainTo(missing.Requester).Select(m => WorldPath.Name(m.Library.Path));
        return new Evidence(string.Join(" needs ", chain.Append(missing.Name)), module.Path);
    }

    private static string Explain(
        CheckContext context,
        MissingLibrary missing,
        SystemLibrary? known,
        InstalledDistribution? lost
    )
    {
        if (lost is not null)
        {
            return $"It belongs to {lost.Label}, which has lost it.";
        }

        if (known?.Driver is { } driver)
        {
            return $"It comes with the {driver} driver, and no driver is here.";
        }

        var other = missing.Other ?? OtherVersion(context.Snapshot.Native, missing.Name);
        return other is null ? "" : $"Here is {WorldPath.Name(other)}, which does not take its place.";
    }

    private static string Optional(CheckContext context, AffectedModules affected) =>
        affected.AnyVariant(context)
            ? "It is one of several variants, of which the package takes one that can be loaded."
            : "The package imports it if it can, and goes on without it.";

    // libcudnn.so.8 where libcudnn.so.9 is asked for: the most telling neighbour.
    private static string? OtherVersion(NativeObservation native, string name)
    {
        var end = name.IndexOf(".so", StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var stem = name[..(end + 3)];
        return native.Libraries.FirstOrDefault(p =>
            WorldPath.Name(p).StartsWith(stem, StringComparison.Ordinal) && WorldPath.Name(p) != name
        );
    }

    /// <summary>The distribution whose RECORD names a file of that name which is gone.</summary>
    private static InstalledDistribution? LostBy(CheckContext context, string name) =>
        context
            .Deviations.All.FirstOrDefault(d =>
                d.Files.Any(f => f.Kind == Files.FileDeviationKind.Missing && WorldPath.Name(f.File.Path) == name)
            )
            ?.Distribution;
}
