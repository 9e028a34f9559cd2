using System.Globalization;
using Plumb.Index;
using Plumb.Python;

namespace Plumb.Resolution.Explanations;

/// <summary>Says in what the wheels of a version differ from what is solved for: Python, system, processor or C library.</summary>
internal sealed class WheelAxis
{
    private readonly HashSet<(string Interpreter, string Abi)> _runs = [];
    private readonly HashSet<string> _platforms = new(StringComparer.Ordinal);
    private readonly string _python;

    public WheelAxis(ResolutionTarget target)
    {
        foreach (var tag in target.Tags.InOrder)
        {
            _runs.Add((tag.Interpreter, tag.Abi));
            _platforms.Add(tag.Platform);
        }

        _python = FormattableString.Invariant($"Python {target.Python.Major}.{target.Python.Minor}");
    }

    /// <summary>"has no wheel for Python 3.13", as the rest of a sentence about one version or many.</summary>
    public string Of(IEnumerable<ListedFile> wheels, string has)
    {
        var tags = wheels.SelectMany(TagsOf).ToList();
        var here = tags.Where(t => t.Platform == "any" || _platforms.Contains(t.Platform)).ToList();
        if (here.Count > 0)
        {
            return $"{has} no wheel for {_python}{Pythons(here)}";
        }

        var forPython = tags.Where(t => _runs.Contains((t.Interpreter, t.Abi))).ToList();
        var fitting = forPython.Count > 0 ? forPython : tags;
        var newer = fitting.Where(IsOfThisProcessor).Select(t => Glibc(t.Platform)).Where(g => g is not null).ToList();
        if (newer.Count > 0 && MyGlibc() is { } mine)
        {
            var least = newer.Min()!.Value;
            return FormattableString.Invariant(
                $"{has} no wheel for glibc {mine.Major}.{mine.Minor}: the wheels need {least.Major}.{least.Minor} or newer"
            );
        }

        var systems = fitting
            .Select(t => System(t.Platform))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return $"{has} no wheel for {System(Native())}, only for {string.Join(", ", systems)}";
    }

    /// <summary>The platform in words: "Linux x86_64".</summary>
    public string Platform => System(Native());

    private string Native() =>
        _platforms.FirstOrDefault(p => p.StartsWith("manylinux", StringComparison.Ordinal))
        ?? _platforms.FirstOrDefault(p => p != "any")
        ?? "any";

    private static string Pythons(List<WheelTag> tags)
    {
        var minors = tags.Where(t => t.Interpreter.StartsWith("cp3", StringComparison.Ordinal))
            .Select(t =>
                int.TryParse(t.Interpreter.AsSpan(3), CultureInfo.InvariantCulture, out var minor) ? minor : -1
            )
            .Where(m => m >= 0)
            .Distinct()
            .Order()
            .ToList();
        return minors.Count switch
        {
            0 => "",
            1 => FormattableString.Invariant($", only for 3.{minors[0]}"),
            _ => FormattableString.Invariant($", only for 3.{minors[0]} to 3.{minors[^1]}"),
        };
    }

    private bool IsOfThisProcessor(WheelTag tag) =>
        Glibc(tag.Platform) is not null && _platforms.Contains("linux_" + Processor(tag.Platform));

    private (int Major, int Minor)? MyGlibc() =>
        _platforms.Select(Glibc).Where(g => g is not null).DefaultIfEmpty(null).Max();

    // PEP 600, "Legacy manylinux tags".
    private static (int Major, int Minor)? Glibc(string platform)
    {
        var parts = platform.Split('_', 4);
        return parts switch
        {
            ["manylinux", var major, var minor, _]
                when int.TryParse(major, CultureInfo.InvariantCulture, out var a)
                    && int.TryParse(minor, CultureInfo.InvariantCulture, out var b) => (a, b),
            ["manylinux1", ..] => (2, 5),
            ["manylinux2010", ..] => (2, 12),
            ["manylinux2014", ..] => (2, 17),
            _ => null,
        };
    }

    private static string Processor(string platform)
    {
        foreach (var known in (ReadOnlySpan<string>)["x86_64", "aarch64", "arm64", "amd64", "i686", "universal2"])
        {
            if (platform.EndsWith("_" + known, StringComparison.Ordinal))
            {
                return known;
            }
        }

        return platform.StartsWith("win32", StringComparison.Ordinal)
            ? "32-bit"
            : platform[(platform.LastIndexOf('_') + 1)..];
    }

    private static string System(string platform) =>
        (
            platform.StartsWith("musllinux", StringComparison.Ordinal) ? "musl Linux "
            : platform.Contains("linux", StringComparison.Ordinal) ? "Linux "
            : platform.StartsWith("win", StringComparison.Ordinal) ? "Windows "
            : platform.StartsWith("macosx", StringComparison.Ordinal) ? "macOS "
            : ""
        ) + Processor(platform);

    private static IEnumerable<WheelTag> TagsOf(ListedFile wheel) =>
        WheelTagSet.TryParse(WheelFit.TagText(wheel.FileName), out var tags, out _) ? tags : [];
}
