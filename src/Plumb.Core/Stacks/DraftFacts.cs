using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Stacks;

/// <summary>Writes what is known of the packages that an application names: which exclude each other, which libraries of the system they load.</summary>
internal static class DraftFacts
{
    public static void Write(TomlText text, IReadOnlyCollection<Requirement> requirements)
    {
        var names = requirements.Select(r => r.Name).ToHashSet();
        foreach (var family in ExclusiveFamilies.Embedded.All.Where(f => f.Members.Any(names.Contains)))
        {
            text.Header("[[exclusive]]");
            text.Key("packages", [.. family.Members.Select(m => m.Normalized)]);
            Source(text, family.Source);
        }

        foreach (
            var need in SystemLibraries
                .Embedded.Instead.Where(i => PackageName.TryParse(i.Distribution, out var d) && names.Contains(d))
                .DistinctBy(i => i.Library, StringComparer.Ordinal)
        )
        {
            text.Header("[[system]]");
            text.Key("library", need.Library);
            text.Key("systems", "linux");
            text.Key("needed-by", need.Distribution);
            Source(text, need.Source);
        }
    }

    private static void Source(TomlText text, FactSource source)
    {
        text.Key("source", source.Text);
        text.Key("grade", source.GradeWord);
        text.Key("date", source.Date);
    }
}
