using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Knowledge;
using Plumb.Text;
using Tomlyn;

namespace Plumb.Diagnosis;

/// <summary>All signatures of failures (<c>knowledge/failures/*.toml</c>).</summary>
internal sealed class FailureSignatures
{
    private const string Folder = "failures/";
    private static readonly Lazy<FailureSignatures> _embedded = new(ReadEmbedded);

    private FailureSignatures(ImmutableArray<FailureSignature> all, ImmutableArray<LogPattern> success)
    {
        All = all;
        Success = success;
        Index = new PatternIndex(
            all.SelectMany(s => s.Any.Concat(s.All).Concat(s.None))
                .Concat(success)
                .DistinctBy(p => p.Text, StringComparer.Ordinal)
        );
    }

    /// <summary>Those that Plumb ships.</summary>
    public static FailureSignatures Embedded => _embedded.Value;

    /// <summary>The signatures, in the order of their files.</summary>
    public ImmutableArray<FailureSignature> All { get; }

    /// <summary>What a log says when all went well after all.</summary>
    public ImmutableArray<LogPattern> Success { get; }

    /// <summary>Finds all their patterns at once.</summary>
    public PatternIndex Index { get; }

    /// <summary>Reads signature files. They are refused when a row lacks something, or names what it does not capture.</summary>
    public static bool TryRead(
        IEnumerable<(string Name, string Toml)> files,
        [NotNullWhen(true)] out FailureSignatures? signatures,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        signatures = null;
        var all = ImmutableArray.CreateBuilder<FailureSignature>();
        var success = ImmutableArray.CreateBuilder<LogPattern>();
        foreach (var (name, toml) in files)
        {
            if (!TryRead(name, toml, all, success, out error))
            {
                return false;
            }
        }

        var codes = all.Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var signature in all)
        {
            if (signature.Beats.FirstOrDefault(b => !codes.Contains(b)) is { } stranger)
            {
                error = new FormatError($"{signature.Code}: beats names {stranger}, which no signature has");
                return false;
            }
        }

        signatures = new FailureSignatures(all.DrainToImmutable(), success.DrainToImmutable());
        error = null;
        return true;
    }

    private static bool TryRead(
        string name,
        string toml,
        ImmutableArray<FailureSignature>.Builder all,
        ImmutableArray<LogPattern>.Builder success,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        FailureFile? file;
        try
        {
            file = TomlSerializer.Deserialize(toml, FailureToml.Default.FailureFile);
        }
        catch (TomlException e)
        {
            error = new FormatError($"{name}: {e.Message}");
            return false;
        }

        foreach (var row in file?.Failure ?? [])
        {
            if (!SignatureReader.TryRead(row, file!, out var signature, out var problem))
            {
                error = new FormatError($"{name}: {row.Code}: {problem.Message}");
                return false;
            }

            all.Add(signature);
        }

        foreach (var row in file?.Success ?? [])
        {
            if (!LogPattern.TryParse(row.Pattern, out var pattern, out error))
            {
                error = new FormatError($"{name}: {row.Pattern}: {error.Message}");
                return false;
            }

            success.Add(pattern);
        }

        error = null;
        return true;
    }

    private static FailureSignatures ReadEmbedded() =>
        TryRead(
            EmbeddedKnowledge
                .Names.Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
                .Select(n => (n, EmbeddedKnowledge.Read(n))),
            out var signatures,
            out var error
        )
            ? signatures
            : throw new InvalidDataException(error.Message);
}
