using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Plumb.Metadata.Requirements;

/// <summary>One option with its value; "" for a flag.</summary>
internal readonly record struct OptionWord(RequirementsOptionKind Kind, string Value);

/// <summary>
/// Reads the options of a line the way Python's <c>optparse</c> does: long ones may be cut short as long as they stay
/// unique, values follow after <c>=</c>, as the next word or (short options) glued on, other words are passed over.
/// </summary>
internal static class OptionWords
{
    private static readonly ImmutableArray<(string Name, RequirementsOptionKind Kind)> _long =
    [
        ("--index-url", RequirementsOptionKind.IndexUrl),
        ("--pypi-url", RequirementsOptionKind.IndexUrl),
        ("--extra-index-url", RequirementsOptionKind.ExtraIndexUrl),
        ("--no-index", RequirementsOptionKind.NoIndex),
        ("--constraint", RequirementsOptionKind.Constraint),
        ("--requirement", RequirementsOptionKind.Requirement),
        ("--editable", RequirementsOptionKind.Editable),
        ("--find-links", RequirementsOptionKind.FindLinks),
        ("--no-binary", RequirementsOptionKind.NoBinary),
        ("--only-binary", RequirementsOptionKind.OnlyBinary),
        ("--prefer-binary", RequirementsOptionKind.PreferBinary),
        ("--require-hashes", RequirementsOptionKind.RequireHashes),
        ("--no-require-hashes", RequirementsOptionKind.NoRequireHashes),
        ("--pre", RequirementsOptionKind.Pre),
        ("--all-releases", RequirementsOptionKind.AllReleases),
        ("--only-final", RequirementsOptionKind.OnlyFinal),
        ("--trusted-host", RequirementsOptionKind.TrustedHost),
        ("--use-feature", RequirementsOptionKind.UseFeature),
        ("--hash", RequirementsOptionKind.Hash),
        ("--config-settings", RequirementsOptionKind.ConfigSettings),
    ];

    private static readonly ImmutableArray<string> _features =
    [
        "fast-deps",
        "inprocess-build-deps",
        "venv-isolation",
        "truststore",
        "no-binary-enable-wheel-cache",
        "build-constraint",
    ];

    private static readonly ImmutableArray<string> _hashAlgorithms = ["sha256", "sha384", "sha512"];

    /// <summary>False at the first word that pip would stop at; the options before it are in <paramref name="options"/>.</summary>
    public static bool TryParse(List<string> words, List<OptionWord> options, [NotNullWhen(false)] out string? error)
    {
        error = null;
        for (var next = 0; next < words.Count; )
        {
            var word = words[next++];
            if (word == "--")
            {
                break;
            }

            if (word.Length < 2 || word[0] != '-')
            {
                continue;
            }

            var isRead = word.StartsWith("--", StringComparison.Ordinal)
                ? TryLong(word, words, ref next, options, out error)
                : TryShort(word, words, ref next, options, out error);
            if (!isRead)
            {
                error ??= "the option cannot be read";
                return false;
            }
        }

        return true;
    }

    private static bool TryLong(
        string word,
        List<string> words,
        ref int next,
        List<OptionWord> options,
        out string? error
    )
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var typed = equals < 0 ? word : word[..equals];
        if (!TryFindLong(typed, out var name, out var kind, out error))
        {
            return false;
        }

        if (IsFlag(kind))
        {
            error = equals < 0 ? null : $"{name} takes no value";
            options.Add(new OptionWord(kind, ""));
            return error is null;
        }

        if (equals < 0 && next == words.Count)
        {
            error = $"{name} needs a value";
            return false;
        }

        return TryAdd(kind, name, equals < 0 ? words[next++] : word[(equals + 1)..], options, out error);
    }

    private static bool TryFindLong(string typed, out string name, out RequirementsOptionKind kind, out string? error)
    {
        (name, kind) = ("", default);
        error = null;
        var matches = 0;
        foreach (var (candidate, candidateKind) in _long)
        {
            if (candidate == typed)
            {
                (name, kind) = (candidate, candidateKind);
                return true;
            }

            if (candidate.StartsWith(typed, StringComparison.Ordinal))
            {
                (name, kind) = (candidate, candidateKind);
                matches++;
            }
        }

        error = matches switch
        {
            0 => $"pip knows no option {typed} in a requirements file",
            1 => null,
            _ => $"{typed} may mean several options",
        };
        return matches == 1;
    }

    private static bool TryShort(
        string word,
        List<string> words,
        ref int next,
        List<OptionWord> options,
        out string? error
    )
    {
        RequirementsOptionKind? kind = word[1] switch
        {
            'i' => RequirementsOptionKind.IndexUrl,
            'c' => RequirementsOptionKind.Constraint,
            'r' => RequirementsOptionKind.Requirement,
            'e' => RequirementsOptionKind.Editable,
            'f' => RequirementsOptionKind.FindLinks,
            'C' => RequirementsOptionKind.ConfigSettings,
            _ => null,
        };
        var name = word[..2];
        if (kind is null)
        {
            error = $"pip knows no option {name} in a requirements file";
            return false;
        }

        if (word.Length == 2 && next == words.Count)
        {
            error = $"{name} needs a value";
            return false;
        }

        return TryAdd(kind.Value, name, word.Length > 2 ? word[2..] : words[next++], options, out error);
    }

    private static bool TryAdd(
        RequirementsOptionKind kind,
        string name,
        string value,
        List<OptionWord> options,
        out string? error
    )
    {
        error = kind switch
        {
            RequirementsOptionKind.Hash => HashError(value),
            RequirementsOptionKind.ConfigSettings when !value.Contains('=', StringComparison.Ordinal) =>
                $"{name} must look like KEY=VALUE",
            RequirementsOptionKind.UseFeature when !_features.Contains(value, StringComparer.Ordinal) =>
                $"pip knows no feature {value}; it knows {string.Join(", ", _features)}",
            RequirementsOptionKind.NoBinary
            or RequirementsOptionKind.OnlyBinary
            or RequirementsOptionKind.AllReleases
            or RequirementsOptionKind.OnlyFinal when value.StartsWith('-') => $"{name} needs a value",
            _ => null,
        };
        if (error is not null)
        {
            return false;
        }

        options.Add(new OptionWord(kind, value));
        return true;
    }

    private static string? HashError(string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? "--hash must look like sha256:…"
            : _hashAlgorithms.Contains(value[..colon], StringComparer.Ordinal) ? null
            : $"--hash takes {string.Join(", ", _hashAlgorithms)} only";
    }

    private static bool IsFlag(RequirementsOptionKind kind) =>
        kind
            is RequirementsOptionKind.NoIndex
                or RequirementsOptionKind.PreferBinary
                or RequirementsOptionKind.RequireHashes
                or RequirementsOptionKind.NoRequireHashes
                or RequirementsOptionKind.Pre;
}
