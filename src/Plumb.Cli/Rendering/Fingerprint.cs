using System.Globalization;
using System.Text;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>
/// The identity of a finding across runs: the same on another machine, in another folder and after lines have moved.
/// It is made of the rule, the subject and what the title says, with places and line numbers left out.
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
        Add(ref hash, Portable(finding.Subject.Name, prefix));
        Add(ref hash, Portable(finding.Location?.File ?? "", prefix));
        Add(ref hash, WithoutLine(Portable(finding.Title, prefix)));
        return hash.ToString("x32", CultureInfo.InvariantCulture);
    }

    private static string Portable(string text, string? prefix) =>
        prefix is not { Length: > 1 } ? text
        : text == prefix ? ""
        : text.Replace(prefix + "/", "/", StringComparison.Ordinal);

    // "setup.py:12" and "line 12" are where it stands, not what it is.
    private static string WithoutLine(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            result.Append(text[i]);
            var before = result.Length;
            if (text[i] == ':' || (text[i] == ' ' && before >= 5 && EndsWithLine(result)))
            {
                while (i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))
                {
                    i++;
                }
            }
        }

        return result.ToString();
    }

    private static bool EndsWithLine(StringBuilder text) =>
        text[^5] == 'l' && text[^4] == 'i' && text[^3] == 'n' && text[^2] == 'e';

    private static void Add(ref UInt128 hash, string text)
    {
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ b) * _prime;
        }

        hash *= _prime; // a zero byte between the parts
    }
}
