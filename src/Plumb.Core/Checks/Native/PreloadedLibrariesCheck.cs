using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Native.Loading;
using Plumb.Text;

namespace Plumb.Checks.Native;

/// <summary>
/// Modules whose libraries lie in the environment where the loader does not look: they load once the package that brings the libraries
/// was imported (<c>import torch</c> before <c>torchaudio</c>). One note a distribution.
/// </summary>
public sealed class PreloadedLibrariesCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [NativeRules.Preloaded];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Native;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var preloaded = context
            .Snapshot.Native.Modules.Where(m => m.IsImportable && m.Closure.Missing.IsEmpty)
            .Select(m => (Owner: context.Ownership.OwnerOf(m.Path), Module: m, Libraries: Foreign(context, m)))
            .Where(m => m.Owner is not null && !m.Libraries.IsEmpty)
            .GroupBy(m => m.Owner!.Location, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal);
        foreach (var group in preloaded)
        {
            var owner = group.First().Owner!;
            var libraries = group.SelectMany(g => g.Libraries).DistinctBy(m => m.Name, StringComparer.Ordinal).ToList();
            var bringers = libraries
                .Select(m => context.Ownership.OwnerOf(m.Library.Path)?.Label)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal);
            yield return new Finding
            {
                Rule = NativeRules.Preloaded,
                Severity = Severity.Info,
                Title = $"{owner.Label} loads only after {Prose.List(bringers)} was imported.",
                Message =
                    $"The loader by itself does not find {Prose.List(libraries.Select(m => m.Name))}; Python code has to load them first.",
                Subject = new Subject(SubjectKind.Distribution, owner.Name, owner.VersionText),
                Location = new Location(group.First().Module.Path),
                Evidence =
                [
                    .. libraries.Take(3).Select(m => new Evidence($"{m.Name} is found only there", m.Library.Path)),
                ],
            };
        }
    }

    // A library of the package itself is its own affair.
    private static ImmutableArray<ClosureMember> Foreign(CheckContext context, NativeModule module)
    {
        var own = context.Ownership.OwnerOf(module.Path)?.Location;
        return
        [
            .. module.Closure.Members.Where(m =>
                m.By == FoundBy.Preloaded
                && context.Ownership.OwnerOf(m.Library.Path) is { } owner
                && owner.Location != own
            ),
        ];
    }
}
