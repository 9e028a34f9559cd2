using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace Plumb.Python;

/// <summary>Turns what <see cref="VersionSyntax"/> found into parts, for versions that do not fit a key.</summary>
internal static class PartsReader
{
    public static VersionParts Read(ReadOnlySpan<char> text, scoped in VersionSyntax syntax)
    {
        var release = ImmutableArray.CreateBuilder<BigInteger>(syntax.Segments);
        foreach (var range in text[syntax.ReleaseStart..syntax.ReleaseEnd].Split('.'))
        {
            release.Add(Number(text[syntax.ReleaseStart..syntax.ReleaseEnd][range]));
        }

        return new VersionParts(
            Number(text, syntax.Epoch),
            release.MoveToImmutable(),
            syntax.Pre == 0 ? null : new PreRelease(syntax.Pre, Number(text, syntax.PreNumber)),
            syntax.HasPost ? Number(text, syntax.PostNumber) : null,
            syntax.HasDev ? Number(text, syntax.DevNumber) : null
        );
    }

    private static BigInteger Number(ReadOnlySpan<char> text, DigitRun run) =>
        run.Value < ulong.MaxValue ? run.Value : Number(text[run.Start..run.End]);

    private static BigInteger Number(ReadOnlySpan<char> digits) =>
        BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
