using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>The families of distributions that exclude each other (<c>knowledge/exclusive-families.toml</c>).</summary>
public sealed class ExclusiveFamilies
{
    internal const string FileName = "exclusive-families.toml";
    private static readonly Lazy<ExclusiveFamilies> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<ExclusiveFamilies>(FileName, TryRead)
    );
    private readonly Dictionary<PackageName, ExclusiveFamily> _byMember = [];

    private ExclusiveFamilies(ImmutableArray<ExclusiveFamily> all)
    {
        All = all;
        foreach (var family in all)
        {
            foreach (var member in family.Members)
            {
                _byMember.TryAdd(member, family);
            }
        }
    }

    /// <summary>Those that Plumb ships.</summary>
    public static ExclusiveFamilies Embedded => _embedded.Value;

    /// <summary>No families.</summary>
    public static ExclusiveFamilies None { get; } = new([]);

    /// <summary>All families in file order.</summary>
    public ImmutableArray<ExclusiveFamily> All { get; }

    /// <summary>The family that a distribution belongs to; null when it belongs to none.</summary>
    public ExclusiveFamily? Of(PackageName name) => _byMember.GetValueOrDefault(name);

    /// <summary>Reads the file. It is refused when a family lacks a part, has one member, or shares a member with another.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out ExclusiveFamilies? families,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        families = null;
        if (!KnowledgeFile.TryMap(toml, KnowledgeToml.Default.ExclusiveFamilyFile, out var file, out error))
        {
            return false;
        }

        var all = ImmutableArray.CreateBuilder<ExclusiveFamily>();
        var taken = new HashSet<PackageName>();
        foreach (var row in file.Family)
        {
            if (!TryRead(row, taken, out var family, out var problem))
            {
                error = new FormatError($"family {all.Count + 1} ({row.Import}): {problem}");
                return false;
            }

            all.Add(family);
        }

        families = new ExclusiveFamilies(all.DrainToImmutable());
        error = null;
        return true;
    }

    private static bool TryRead(
        ExclusiveFamilyRow row,
        HashSet<PackageName> taken,
        [NotNullWhen(true)] out ExclusiveFamily? family,
        out string problem
    )
    {
        family = null;
        problem = "";
        var members = ImmutableArray.CreateBuilder<PackageName>();
        foreach (var text in row.Members)
        {
            if (!PackageName.TryParse(text, out var name) || !taken.Add(name))
            {
                problem = $"{text} is no name, or stands twice";
                return false;
            }

            members.Add(name);
        }

        if (members.Count < 2 || row.Import.Length == 0 || row.Effect.Length == 0 || row.Source.Length == 0)
        {
            problem = "it needs an import, an effect, a source and at least two members";
            return false;
        }

        if (!Enum.TryParse<Grade>(row.Grade, ignoreCase: true, out var grade) || char.IsAsciiDigit(row.Grade[0]))
        {
            problem = $"{row.Grade} is no grade";
            return false;
        }

        if (!DateOnly.TryParseExact(row.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            problem = $"{row.Date} is no date";
            return false;
        }

        var source = new FactSource(row.Source, grade, row.Date);
        family = new ExclusiveFamily(row.Import, members.DrainToImmutable(), row.Effect, source);
        return true;
    }
}
