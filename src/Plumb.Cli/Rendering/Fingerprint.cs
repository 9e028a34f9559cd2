using System.Globalization;
using System.Text;
using Plumb.Findings;
using Plumb.Python;

namespace Plumb.Cli.Rendering;

/// <summary>
/// The identity of a finding across runs: the same on another machine, in another folder, after lines have moved and for another
/// version of the distribution that has the same fault. It is made of the rule, the subject, what the finding is about and the
/// place inside the environment; not of words, which later versions of Plumb may better.
/// Not a cryptographic hash: nobody gains by forging one, and it must work where no cryptography library is installed.
/// </summary>
internal static class Fingerprint
{
    private static readonly UInt128 _offset = new(0x6c62272e07bb0142, 0x62b821756295c58d);
    private static readonly UInt128 _prime = new(0x0000000001000000, 0x000000000000013b);

    /// <summary>32 hexadecimal digits: FNV-1a of 128 bits (RFC 9923, section 5).</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="prefix">The environment's prefix; null when there is none.</param>
    public static string Of(Finding finding, string? prefix)
    {
        var hash = _offset;
        Add(ref hash, finding.Rule.Code);
        Add(ref hash, Name(finding.Subject, prefix));
        Add(ref hash, finding.About ?? "");
        Add(ref hash, finding.Location is { } place ? PortablePlace.Of(place.File, prefix) : "");
        return hash.ToString("x32", CultureInfo.InvariantCulture);
    }

    // The name in METADATA changes its spelling from one version to the next (PEP 503).
    private static string Name(Subject subject, string? prefix) =>
        subject.Kind == SubjectKind.Distribution
            ? PackageName.Normalize(subject.Name)
            : PortablePlace.Of(subject.Name, prefix);

    private static void Add(ref UInt128 hash, string text)
    {
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ b) * _prime;
        }

        hash *= _prime; // a zero byte between the parts
    }
}
