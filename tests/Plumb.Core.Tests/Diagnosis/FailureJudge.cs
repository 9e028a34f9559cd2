using System.Text.Json;
using System.Text.RegularExpressions;
using Plumb.Core.Tests.Corpus;
using Plumb.Diagnosis;

namespace Plumb.Core.Tests.Diagnosis;

/// <summary>Holds an answer against the table of the corpus: what the sentence and one of the fixes have to name for each true cause.</summary>
internal sealed partial class FailureJudge
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, (Regex Cause, Regex Fix)> _table = new(StringComparer.Ordinal);

    /// <summary>Reads the table.</summary>
    public FailureJudge()
    {
        using var reader = new StreamReader(CorpusFile.Open(CorpusFile.PathOf("failures/judge.tsv.gz")));
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#' && line.Split('\t') is [var code, var cause, var fix])
            {
                const RegexOptions options = RegexOptions.IgnoreCase | RegexOptions.Singleline;
                _table[code] = (new Regex(cause, options, _patience), new Regex(fix, options, _patience));
            }
        }
    }

    /// <summary>"right", "cause" (the fix does not fit), "wrong", "silent", "alarm", "unsafe", "unjudged".</summary>
    public string Judge(JsonElement row, LogDiagnosis answer)
    {
        if (
            row.TryGetProperty("either", out var either)
            && either.ValueKind is not (JsonValueKind.Null or JsonValueKind.False)
        )
        {
            return "right";
        }

        var code = Code(row);
        if (code == "none" || code.StartsWith("benign", StringComparison.Ordinal))
        {
            return answer.Causes.IsEmpty ? "right" : "alarm";
        }

        if (answer.Causes.IsEmpty)
        {
            return "silent";
        }

        var cause = answer.Causes[0];
        var fixes = cause.Fixes.Select(f => f.Title + " " + string.Join(' ', f.Commands)).ToList();
        if (fixes.Exists(f => Unsafe().IsMatch(f)))
        {
            return "unsafe";
        }

        var known = Codes(row).Where(_table.ContainsKey).Select(c => _table[c]).ToList();
        var text = cause.Code + " " + cause.Sentence;
        return known.Count == 0 ? "unjudged"
            : !known.Exists(k => k.Cause.IsMatch(text)) ? "wrong"
            : known.Exists(k => fixes.Exists(k.Fix.IsMatch)) ? "right"
            : "cause";
    }

    /// <summary>The true cause of a row.</summary>
    public static string Code(JsonElement row) =>
        (row.TryGetProperty("cause_code", out var code) ? code : row.GetProperty("category")).GetString()!;

    /// <summary>Advice that is never given: it opens the door to harm.</summary>
    [GeneratedRegex(
        @"weights_only\s*=\s*False|--trusted-host|--break-system-packages|KMP_DUPLICATE_LIB_OK|ln -s\S* \S*libstdc|rm \S*EXTERNALLY-MANAGED|verify\s*=\s*False|GIT_SSL_NO_VERIFY|chmod (?:-R )?777",
        RegexOptions.IgnoreCase,
        1000
    )]
    public static partial Regex Unsafe();

    private static IEnumerable<string> Codes(JsonElement row) =>
        row.TryGetProperty("same_text_codes", out var same) && same.ValueKind == JsonValueKind.Array
            ? same.EnumerateArray().Select(s => s.GetString()!).Prepend(Code(row))
            : [Code(row)];
}
