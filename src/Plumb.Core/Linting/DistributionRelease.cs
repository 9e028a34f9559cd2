using System.Globalization;
using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>The releases of Debian and Ubuntu that a document names.</summary>
/// <param name="Debian">The newest of Debian; null for none.</param>
/// <param name="Ubuntu">The newest of Ubuntu; null for none.</param>
internal sealed record DistributionRelease(double? Debian, double? Ubuntu)
{
    private static readonly (string Word, double Debian, double Ubuntu)[] _words =
    [
        ("buster", 10, 0),
        ("bullseye", 11, 0),
        ("bookworm", 12, 0),
        ("trixie", 13, 0),
        ("focal", 0, 20.04),
        ("jammy", 0, 22.04),
        ("noble", 0, 24.04),
        ("debian 11", 11, 0),
        ("debian 12", 12, 0),
        ("debian 13", 13, 0),
        ("debian:11", 11, 0),
        ("debian:12", 12, 0),
        ("debian:13", 13, 0),
        ("ubuntu18.04", 0, 18.04),
        ("ubuntu20.04", 0, 20.04),
        ("ubuntu22.04", 0, 22.04),
        ("ubuntu24.04", 0, 24.04),
        ("ubuntu 18.04", 0, 18.04),
        ("ubuntu 20.04", 0, 20.04),
        ("ubuntu 22.04", 0, 22.04),
        ("ubuntu 24.04", 0, 24.04),
        ("ubuntu:18.04", 0, 18.04),
        ("ubuntu:20.04", 0, 20.04),
        ("ubuntu:22.04", 0, 22.04),
        ("ubuntu:24.04", 0, 24.04),
        ("ubuntu-24.04", 0, 24.04),
        ("ubuntu-22.04", 0, 22.04),
    ];

    /// <summary>What a document names.</summary>
    public static DistributionRelease Of(LintDocument document)
    {
        double? debian = null;
        double? ubuntu = null;
        foreach (var line in document.Lines)
        {
            foreach (var (word, ofDebian, ofUbuntu) in _words)
            {
                if (line.Text.Contains(word, StringComparison.OrdinalIgnoreCase))
                {
                    debian = ofDebian > 0 ? Math.Max(debian ?? 0, ofDebian) : debian;
                    ubuntu = ofUbuntu > 0 ? Math.Max(ubuntu ?? 0, ofUbuntu) : ubuntu;
                }
            }
        }

        return new DistributionRelease(debian, ubuntu);
    }

    /// <summary>True when a release that is named lacks the old name, false when all that are named have it, null when none is named.</summary>
    public bool? Reaches(RenamedPackage renamed) =>
        Debian is null && Ubuntu is null
            ? null
            : (Debian is { } debian && debian >= Number(renamed.Debian))
                || (Ubuntu is { } ubuntu && ubuntu >= Number(renamed.Ubuntu));

    private static double Number(string release) =>
        double.TryParse(release, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : double.MaxValue;
}
