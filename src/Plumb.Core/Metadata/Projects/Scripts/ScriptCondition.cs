using System.Globalization;

namespace Plumb.Metadata.Projects;

/// <summary>Turns conditions on the platform and on Python's version into comparisons of a marker (PEP 508).</summary>
internal static class ScriptCondition
{
    /// <summary>The condition always holds where setup.py is run.</summary>
    public const string Always = "";

    private static readonly (string Sign, string Opposite)[] _signs =
    [
        ("==", "!="),
        ("!=", "=="),
        (">=", "<"),
        ("<=", ">"),
        ("<", ">="),
        (">", "<="),
    ];

    /// <summary>
    /// The comparison; <see cref="Always"/> for the main guard; null when the condition is of another kind.
    /// </summary>
    /// <param name="words">The tokens between <c>if</c> and the colon, strings without their quotes.</param>
    public static string? Read(ReadOnlySpan<string> words)
    {
        var isNegated = false;
        while (words is ["not", .. var negated])
        {
            words = negated;
            isNegated = !isNegated;
        }

        while (words is ["(", .. var bracketed, ")"] && !bracketed.Contains("("))
        {
            words = bracketed;
        }

        var comparison = ReadComparison(words);
        return !isNegated ? comparison
            : comparison is { Length: > 0 } ? Invert(comparison)
            : null;
    }

    private static string? ReadComparison(ReadOnlySpan<string> words)
    {
        return words switch
        {
            ["__name__", "==", "__main__"] => Always,
            ["sys", ".", "platform", "==" or "!=", _] => $"sys_platform {words[3]} \"{words[4]}\"",
            ["sys", ".", "platform", ".", "startswith", "(", var start, ")"] => Platform(start),
            ["os", ".", "name", "==" or "!=", _] => $"os_name {words[3]} \"{words[4]}\"",
            ["platform", ".", "system", "(", ")", "==" or "!=", _] => $"platform_system {words[5]} \"{words[6]}\"",
            ["platform", ".", "machine", "(", ")", "==" or "!=", _] => $"platform_machine {words[5]} \"{words[6]}\"",
            ["sys", ".", "version_info", var sign, "(", .. var numbers, ")"] => Version(sign, numbers),
            ["sys", ".", "version_info", "[", "0", "]", var sign, var major] => Version(sign, [major]),
            ["sys", ".", "version_info", ".", "major", var sign, var major] => Version(sign, [major]),
            _ => null,
        };
    }

    /// <summary>The comparison that holds where this one does not.</summary>
    public static string Invert(string comparison)
    {
        var parts = comparison.Split(' ', 3);
        return $"{parts[0]} {Array.Find(_signs, s => s.Sign == parts[1]).Opposite} {parts[2]}";
    }

    private static string? Platform(string start) =>
        start switch
        {
            "win" or "win32" => "sys_platform == \"win32\"",
            "linux" => "sys_platform == \"linux\"",
            "darwin" => "sys_platform == \"darwin\"",
            _ => null,
        };

    /// <summary>Of a tuple at most the first two numbers are compared with python_version, and only where that says the same.</summary>
    private static string? Version(string sign, ReadOnlySpan<string> words)
    {
        var numbers = new List<int>();
        foreach (var word in words)
        {
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
            else if (word != ",")
            {
                return null;
            }
        }

        // (3, 8) sorts before (3, 8, 1), so ">" and "<=" and "==" with two numbers mean other versions than they seem to.
        return (sign, numbers) switch
        {
            (">=" or "<", [var major, var minor]) => Text(sign, major, minor),
            (">=" or "<", [var major]) => Text(sign, major, 0),
            ("==", [2]) => Text("<", 3, 0),
            ("==", [3]) or ("!=", [2]) or (">", [2]) => Text(">=", 3, 0),
            ("!=", [3]) or ("<=", [2]) => Text("<", 3, 0),
            _ => null,
        };
    }

    private static string Text(string sign, int major, int minor) =>
        string.Create(CultureInfo.InvariantCulture, $"python_version {sign} \"{major}.{minor}\"");
}
