using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Python;

/// <summary>Reads a requirement (grammar of PEP 508); blanks are space and tab only.</summary>
internal ref struct RequirementParser(string text)
{
    private int _at;
    private FormatError? _error;

    public bool TryRead([NotNullWhen(true)] out Requirement? requirement, [NotNullWhen(false)] out FormatError? error)
    {
        requirement = Read();
        error = requirement is null ? _error! : null;
        return requirement is not null;
    }

    private Requirement? Read()
    {
        SkipBlanks();
        var start = _at;
        var written = ReadIdentifier();
        if (!PackageName.TryParse(written, out var name))
        {
            return Fail(
                written.Length == 0
                    ? "A package name is expected here"
                    : "A package name begins and ends with a letter or digit",
                start
            );
        }

        SkipBlanks();
        if (!TryReadExtras(out var extras))
        {
            return null;
        }

        SkipBlanks();
        var requirement = new Requirement
        {
            Name = name,
            WrittenName = written,
            WrittenExtras = extras,
        };
        return Next == '@' ? ReadUrl(requirement) : ReadVersions(requirement);
    }

    private readonly char Next => _at < text.Length ? text[_at] : '\0';

    private bool TryReadExtras(out ImmutableArray<string> extras)
    {
        extras = [];
        if (Next != '[')
        {
            return true;
        }

        var open = _at++;
        var found = new SortedSet<string>(StringComparer.Ordinal);
        SkipBlanks();
        while (Next != ']' || found.Count > 0)
        {
            if (!char.IsAsciiLetterOrDigit(Next) || ReadIdentifier() is not { Length: > 0 } extra)
            {
                Fail(
                    _at < text.Length ? "The name of an extra is expected here" : "This bracket is not closed",
                    _at < text.Length ? _at : open
                );
                return false;
            }

            found.Add(extra);
            SkipBlanks();
            if (Next != ',')
            {
                break;
            }

            _at++;
            SkipBlanks();
        }

        if (Next != ']')
        {
            Fail(
                _at < text.Length ? "After an extra a comma or ']' is expected" : "This bracket is not closed",
                _at < text.Length ? _at : open
            );
            return false;
        }

        _at++;
        extras = [.. found];
        return true;
    }

    private Requirement? ReadUrl(Requirement requirement)
    {
        _at++;
        SkipBlanks();
        var start = _at;
        while (_at < text.Length && text[_at] is not (' ' or '\t'))
        {
            _at++;
        }

        if (_at == start)
        {
            return Fail("After '@' a URL is expected", start);
        }

        requirement = requirement with { Url = text[start.._at] };
        SkipBlanks();
        return ReadMarker(requirement, "After a URL and a blank ';' or the end is expected");
    }

    private Requirement? ReadVersions(Requirement requirement)
    {
        var open = _at;
        var inParentheses = Next == '(';
        if (inParentheses)
        {
            _at++;
            SkipBlanks();
        }

        if (!TryReadSpecifiers(out var specifiers))
        {
            return null;
        }

        SkipBlanks();
        if (inParentheses)
        {
            if (Next != ')')
            {
                return _at < text.Length
                    ? Fail("After a version a comma or ')' is expected", _at)
                    : Fail("This parenthesis is not closed", open);
            }

            _at++;
            SkipBlanks();
        }

        return ReadMarker(
            requirement with
            {
                Specifiers = specifiers,
            },
            specifiers.Items.IsEmpty
                ? "After a name a comparison of versions such as >=1.0, ';' or the end is expected"
                : "After a version a comma, ';' or the end is expected"
        );
    }

    private bool TryReadSpecifiers([NotNullWhen(true)] out VersionSpecifiers? specifiers)
    {
        specifiers = null;
        var start = _at;
        var items = new List<VersionSpecifier>();
        var hasArbitrary = false;
        while (VersionOperatorSymbols.TryRead(text.AsSpan(_at), out var comparison))
        {
            hasArbitrary |= comparison == VersionOperator.Arbitrary;
            if (!SpecifierReader.TryRead(text, _at, out var specifier, out var end, out _error))
            {
                return false;
            }

            items.Add(specifier);
            _at = end;
            SkipBlanks();
            if (Next != ',')
            {
                break;
            }

            _at++;
            SkipBlanks();
        }

        specifiers = VersionSpecifiers.Of(items);

        // The text after === runs over commas, which part specifiers all the same.
        return !hasArbitrary || VersionSpecifiers.TryParse(text, start, _at, out specifiers, out _error);
    }

    private Requirement? ReadMarker(Requirement requirement, string expected)
    {
        if (_at == text.Length)
        {
            return requirement;
        }

        if (Next != ';')
        {
            return Fail(expected, _at);
        }

        return Marker.TryParse(text, _at + 1, out var marker, out _error) ? requirement with { Marker = marker } : null;
    }

    // Letters, digits and -_. as far as they reach, less what cannot end a name.
    private string ReadIdentifier()
    {
        var end = _at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_' or '.'))
        {
            end++;
        }

        while (end > _at && text[end - 1] is '-' or '.')
        {
            end--;
        }

        var identifier = text[_at..end];
        _at = end;
        return identifier;
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    private Requirement? Fail(string message, int at)
    {
        _error ??= new FormatError(message, at);
        return null;
    }
}
