using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Python;

/// <summary>Reads one version specifier at a place in a text.</summary>
internal static class SpecifierReader
{
    /// <summary>Reads the longest specifier at <paramref name="start"/>; <paramref name="end"/> is the first unit after it.</summary>
    public static bool TryRead(
        ReadOnlySpan<char> text,
        int start,
        [NotNullWhen(true)] out VersionSpecifier? specifier,
        out int end,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        specifier = null;
        end = start;
        if (!VersionOperatorSymbols.TryRead(text[start..], out var comparison))
        {
            error = new FormatError("Here a comparison of versions is expected, such as >=1.0", start);
            return false;
        }

        var at = PythonText.SkipSpace(text, start + comparison.Symbol.Length);
        return comparison == VersionOperator.Arbitrary
            ? ReadArbitrary(text, at, out specifier, out end, out error)
            : ReadVersion(text, at, comparison, out specifier, out end, out error);
    }

    private static bool ReadArbitrary(
        ReadOnlySpan<char> text,
        int at,
        [NotNullWhen(true)] out VersionSpecifier? specifier,
        out int end,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        end = at;
        while (end < text.Length && text[end] is not (';' or ')') && !PythonText.IsSpace(text[end]))
        {
            end++;
        }

        var version = text[at..end];
        specifier = new VersionSpecifier(
            VersionOperator.Arbitrary,
            PythonVersion.TryParse(version, out var parsed) ? parsed : null,
            isPrefix: false,
            string.Concat("===", version)
        );
        error = null;
        return true;
    }

    private static bool ReadVersion(
        ReadOnlySpan<char> text,
        int at,
        VersionOperator comparison,
        [NotNullWhen(true)] out VersionSpecifier? specifier,
        out int end,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        specifier = null;
        end = at;
        var isEquality = comparison is VersionOperator.Equal or VersionOperator.NotEqual;
        if (!VersionSyntax.TryRead(text, at, allowPrefix: isEquality, allowLocal: isEquality, out var syntax))
        {
            error = new FormatError($"After {comparison.Symbol} a version is expected", at);
            return false;
        }

        end = syntax.End;
        error = Complaint(text, comparison, syntax, at, isEquality);
        if (error is not null)
        {
            return false;
        }

        specifier = new VersionSpecifier(
            comparison,
            PythonVersion.FromSyntax(text, syntax),
            syntax.IsPrefix,
            string.Concat(comparison.Symbol, text[at..end])
        );
        return true;
    }

    private static FormatError? Complaint(
        ReadOnlySpan<char> text,
        VersionOperator comparison,
        scoped in VersionSyntax syntax,
        int at,
        bool isEquality
    )
    {
        var rest = text[syntax.End..];
        if (rest.StartsWith(".*"))
        {
            return new FormatError(
                isEquality
                    ? "'.*' may not follow a pre-release, post-release, development release or local version"
                    : $"'.*' is allowed after == and != only, not after {comparison.Symbol}",
                syntax.End
            );
        }

        if (rest.StartsWith('+') && !isEquality)
        {
            return new FormatError(
                $"A local version is allowed after == and != only, not after {comparison.Symbol}",
                syntax.End
            );
        }

        return comparison == VersionOperator.Compatible && syntax.Segments < 2
            ? new FormatError("After ~= a version of at least two numbers is expected, such as 1.0", at)
            : null;
    }
}
