using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Python;

/// <summary>
/// Reads what old metadata says against PEP 440 and PEP 508 where installers understand it all the same. What follows the
/// specifications is read by them alone.
/// </summary>
public static class LenientReader
{
    private static readonly SearchValues<char> _afterName = SearchValues.Create("(<>=!~@;");

    /// <summary>Reads a line of Requires-Dist; the error is that of the strict reading.</summary>
    /// <param name="text">The requirement.</param>
    /// <param name="requirement">What was meant.</param>
    /// <param name="forgiven">The mistakes that were passed over, each in a few words; empty when there was none.</param>
    /// <param name="error">What is wrong when even lenient reading fails.</param>
    public static bool TryReadRequirement(
        string text,
        [NotNullWhen(true)] out Requirement? requirement,
        out ImmutableArray<string> forgiven,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        forgiven = [];
        if (Requirement.TryParse(text, out requirement, out error))
        {
            return true;
        }

        var (start, end) = FindSpecifiers(text);
        var (repaired, mistakes) = new SpecifierRepair(text.AsSpan(start, end - start)).Run();
        if (
            mistakes.Count == 0
            || !Requirement.TryParse(text[..start] + repaired + text[end..], out requirement, out _)
        )
        {
            return false;
        }

        forgiven = [.. mistakes];
        error = null;
        return true;
    }

    /// <summary>Reads the specifiers of Requires-Python; the error is that of the strict reading.</summary>
    /// <param name="text">The specifiers.</param>
    /// <param name="specifiers">What was meant.</param>
    /// <param name="forgiven">The mistakes that were passed over, each in a few words; empty when there was none.</param>
    /// <param name="error">What is wrong when even lenient reading fails.</param>
    public static bool TryReadSpecifiers(
        string text,
        [NotNullWhen(true)] out VersionSpecifiers? specifiers,
        out ImmutableArray<string> forgiven,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        forgiven = [];
        if (VersionSpecifiers.TryParse(text, out specifiers, out error))
        {
            return true;
        }

        var (repaired, mistakes) = new SpecifierRepair(text).Run();
        if (mistakes.Count == 0 || !VersionSpecifiers.TryParse(repaired, out specifiers, out _))
        {
            return false;
        }

        forgiven = [.. mistakes];
        error = null;
        return true;
    }

    // Behind the name and its extras, before the marker; nothing where a URL stands.
    private static (int Start, int End) FindSpecifiers(string text)
    {
        var start = text.AsSpan().IndexOfAny(_afterName);
        if (start < 0 || text[start] is '@' or ';')
        {
            return (text.Length, text.Length);
        }

        var semicolon = text.IndexOf(';', start);
        return (start, semicolon < 0 ? text.Length : semicolon);
    }
}
