using System.Collections.Immutable;
using Plumb.Checks.Native;
using Plumb.Checks.Tags;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Files;

/// <summary>Texts under the names of native modules that an import certainly loads, though RECORD describes them as they lie there.</summary>
public sealed class TextForModuleCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [FileRules.Damaged];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Native | Observation.Sources;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) =>
        from path in context.Snapshot.Extensions.Foreign
        let name = NativeModuleNames.Dotted(context.Snapshot, path)
        where
            context.Snapshot.Imports.Reached.Contains(name)
            && NativeModules.IsFound(context.Snapshot.Installation, path)
            && !IsToldElsewhere(context, path)
        select new Judgement(Judge(context, path, name), []);

    private static bool IsToldElsewhere(CheckContext context, string path) =>
        context.Snapshot.Contents.TryGetValue(path, out var facts) && facts.IsLfsPointer
        || context.Ownership.OwnerOf(path) is { } owner
            && context.Deviations.For(owner).Any(d => d.File.Path == path && d.IsDamage);

    private static Finding Judge(CheckContext context, string path, string name)
    {
        var owner = context.Ownership.OwnerOf(path);
        return new Finding
        {
            Rule = FileRules.Damaged,
            Severity = Severity.Error,
            Title =
                $"{WorldPath.Name(path)}{(owner is null ? "" : " of " + owner.Label)} is a text and no native library: {name} cannot be imported.",
            Message = owner is null
                ? "A page or a note was saved in its place. Install the distribution again that it belongs to."
                : "It was published or built like this: RECORD describes the text.",
            Subject = new Subject(SubjectKind.File, WorldPath.Name(path)),
            Location = new Location(path),
            Evidence = [new Evidence("begins with no header of a library", path)],
            Cause = "damaged:" + path,
        };
    }
}
