using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Knowledge;
using Plumb.Text;

namespace Plumb.Diagnosis;

/// <summary>All signatures of failures (<c>knowledge/failures/*.toml</c>).</summary>
internal sealed class FailureSignatures
{
    private const string Folder = "failures/";
    private static readonly Lazy<FailureSignatures> _embedded = new(ReadEmbedded);

    private readonly Lazy<ImmutableArray<FailureSignature>> _all;

    private FailureSignatures(
        ImmutableArray<SignatureEntry> entries,
        ImmutableArray<LogPattern> success,
        ImmutableArray<SignPattern> signs
    )
    {
        Entries = entries;
        _all = new Lazy<ImmutableArray<FailureSignature>>(() => [.. entries.Select(e => e.Signature)]);
        Success = success;
        Signs = signs;
        Index = new PatternIndex(
            entries
                .SelectMany(s => s.Any.Concat(s.All).Concat(s.None))
                .Concat(success)
                .Concat(signs.Select(s => s.Pattern))
                .DistinctBy(p => p.Text, StringComparer.Ordinal),
            ExceptionReader.Signs
        );
    }

    /// <summary>Those that Plumb ships.</summary>
    public static FailureSignatures Embedded => _embedded.Value;

    /// <summary>The signatures, in the order of their files.</summary>
    public ImmutableArray<SignatureEntry> Entries { get; }

    /// <summary>The signatures, each read as a whole.</summary>
    public ImmutableArray<FailureSignature> All => _all.Value;

    /// <summary>What a log says when all went well after all.</summary>
    public ImmutableArray<LogPattern> Success { get; }

    /// <summary>What tells how a step went, whatever the cause.</summary>
    public ImmutableArray<SignPattern> Signs { get; }

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
        var signs = ImmutableArray.CreateBuilder<SignPattern>();
        foreach (var (name, toml) in files)
        {
            var read = SignatureFile.Read(name, toml, isShipped: false);
            if (read.Error is not null)
            {
                error = read.Error;
                return false;
            }

            all.AddRange(read.Failures);
            success.AddRange(read.Success);
            signs.AddRange(read.Signs);
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

        signatures = new FailureSignatures(
            [.. all.Select(s => new SignatureEntry(s))],
            success.DrainToImmutable(),
            signs.DrainToImmutable()
        );
        error = null;
        return true;
    }

    /// <summary>Reads signature files of others. Their codes take the place of the shipped ones.</summary>
    public static bool TryReadOver(
        IEnumerable<(string Name, string Toml)> files,
        [NotNullWhen(true)] out FailureSignatures? signatures,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        signatures = null;
        var own = ImmutableArray.CreateBuilder<SignatureEntry>();
        var (success, signs) = (Embedded.Success, Embedded.Signs);
        foreach (var (name, toml) in files)
        {
            var read = SignatureFile.Read(name, toml, isShipped: false);
            if (read.Error is not null)
            {
                error = read.Error;
                return false;
            }

            own.AddRange(read.Failures.Select(f => new SignatureEntry(f with { From = name })));
            success = success.AddRange(read.Success);
            signs = signs.AddRange(read.Signs);
        }

        var codes = own.Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
        own.AddRange(Embedded.Entries.Where(s => !codes.Contains(s.Code)));
        signatures = new FailureSignatures(own.DrainToImmutable(), success, signs);
        error = null;
        return true;
    }

    /// <summary>The text of what is shipped.</summary>
    public static IEnumerable<(string Name, string Toml)> Shipped =>
        EmbeddedKnowledge
            .Names.Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
            .Select(n => (n, EmbeddedKnowledge.Read(n)));

    // What files say beside signatures is little, and read as it is.
    private static FailureSignatures ReadEmbedded()
    {
        var entries = ImmutableArray.CreateBuilder<SignatureEntry>();
        var success = ImmutableArray.CreateBuilder<LogPattern>();
        var signs = ImmutableArray.CreateBuilder<SignPattern>();
        foreach (var (name, toml) in Shipped)
        {
            if (toml.Contains("\n[[failure]]", StringComparison.Ordinal))
            {
                entries.AddRange(SignatureRows.Read(name, toml));
                continue;
            }

            var read = SignatureFile.Read(name, toml, isShipped: true);
            if (read.Error is not null)
            {
                throw new InvalidDataException(read.Error.Message);
            }

            success.AddRange(read.Success);
            signs.AddRange(read.Signs);
        }

        return new FailureSignatures(entries.DrainToImmutable(), success.DrainToImmutable(), signs.DrainToImmutable());
    }
}
