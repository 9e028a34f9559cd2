using System.Text;

namespace Plumb.Python;

/// <summary>Puts right the mistakes that version specifiers in old metadata are known to carry.</summary>
internal ref struct SpecifierRepair(ReadOnlySpan<char> specifiers)
{
    private readonly ReadOnlySpan<char> _text = specifiers;
    private readonly StringBuilder _repaired = new(specifiers.Length + 8);
    private readonly SortedSet<string> _mistakes = new(StringComparer.Ordinal);
    private int _at;

    /// <summary>The specifiers as they were meant, and the mistakes in a few words each; none when none is known to be one.</summary>
    public (string Repaired, IReadOnlyCollection<string> Mistakes) Run()
    {
        while (_at < _text.Length)
        {
            if (VersionOperatorSymbols.TryRead(_text[_at..], out var comparison))
            {
                RepairComparison(comparison);
            }
            else if (!SkipQuote())
            {
                _repaired.Append(_text[_at++]);
            }
        }

        return (_repaired.ToString(), _mistakes);
    }

    private void RepairComparison(VersionOperator comparison)
    {
        if (LastMark() is { } last && (char.IsAsciiLetterOrDigit(last) || last == '*'))
        {
            _mistakes.Add("a missing comma between two comparisons");
            _repaired.Append(',');
        }

        _at += comparison.Symbol.Length;
        _repaired.Append(comparison.Symbol);
        var isTilde = comparison == VersionOperator.NotEqual && _at < _text.Length && _text[_at] == '~';
        _at += isTilde ? 1 : 0;
        _at = PythonText.SkipSpace(_text, _at);
        SkipQuote();
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || ".*+-_".Contains(_text[_at])))
        {
            _at++;
        }

        _repaired.Append(RepairVersion(_text[start.._at].ToString(), comparison, isTilde));
    }

    private readonly string RepairVersion(string version, VersionOperator comparison, bool isTilde)
    {
        if (isTilde)
        {
            _mistakes.Add("!=~ for != with .*");
            return version + ".*";
        }

        if (version == "dev" && comparison is not (VersionOperator.Equal or VersionOperator.NotEqual))
        {
            _mistakes.Add("'dev' for a version");
            return "0.dev0";
        }

        if (version.Length > 1 && version[^1] == '*' && char.IsAsciiDigit(version[^2]))
        {
            _mistakes.Add("'*' without a dot before it");
            version = version[..^1] + ".*";
        }

        if (
            version.EndsWith(".*", StringComparison.Ordinal)
            && comparison is not (VersionOperator.Equal or VersionOperator.NotEqual or VersionOperator.Arbitrary)
        )
        {
            _mistakes.Add("'.*' after a comparison that takes none");
            version = version[..^2];
        }

        return version;
    }

    private bool SkipQuote()
    {
        if (_at >= _text.Length || _text[_at] is not ('"' or '\''))
        {
            return false;
        }

        _mistakes.Add("quotes around a version");
        _at++;
        return true;
    }

    private readonly char? LastMark()
    {
        for (var i = _repaired.Length - 1; i >= 0; i--)
        {
            if (!PythonText.IsSpace(_repaired[i]))
            {
                return _repaired[i];
            }
        }

        return null;
    }
}
