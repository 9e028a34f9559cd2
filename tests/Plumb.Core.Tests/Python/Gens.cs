using CsCheck;
using Plumb.Python;

namespace Plumb.Core.Tests.Python;

/// <summary>Generators of versions, specifiers and ranges from a small world, so that neighbours and equals are met often.</summary>
internal static class Gens
{
    private static readonly Gen<string> _number = Gen.Frequency(
        (20, Gen.Int[0, 3].Select(n => FormattableString.Invariant($"{n}"))),
        (1, Gen.OneOf("33554431", "33554432", "8388608", "20240131", "18446744073709551615", "99999999999999999999"))
    );

    private static readonly Gen<string> _release = Gen.Frequency((10, _number.Array[1, 3]), (2, _number.Array[4, 6]))
        .Select(segments => string.Join('.', segments));

    private static Gen<string> Optional(Gen<string> gen, int rarely) =>
        Gen.Frequency((rarely, Gen.Const("")), (1, gen));

    private static readonly Gen<string> _pre = Optional(
        Gen.Select(Gen.OneOf("a", "b", "rc"), _number, (letter, n) => letter + n),
        2
    );

    private static readonly Gen<string> _post = Optional(_number.Select(n => ".post" + n), 3);

    private static readonly Gen<string> _dev = Optional(_number.Select(n => ".dev" + n), 3);

    private static readonly Gen<string> _local = Optional(
        Gen.OneOf("+0", "+1", "+1.0", "+2.a", "+10", "+a", "+a.1", "+ab", "+cu118"),
        4
    );

    private static readonly Gen<string> _epoch = Optional(Gen.OneOf("1!", "99999999999999999999!"), 12);

    /// <summary>A version in its normal form.</summary>
    public static Gen<string> VersionText { get; } =
        Gen.Select(Gen.Select(_epoch, _release), _pre, _post, _dev, _local)
            .Select((er, pre, post, dev, local) => er.Item1 + er.Item2 + pre + post + dev + local);

    public static Gen<PythonVersion> Version { get; } = VersionText.Select(PythonVersion.Parse);

    /// <summary>One specifier; no <c>===</c>.</summary>
    public static Gen<VersionSpecifiers> Specifier { get; } =
        Gen.OneOf(
                Gen.Select(Gen.OneOf(">=", "<=", ">", "<"), Version.Select(v => v.Public), (op, v) => $"{op}{v}"),
                Gen.Select(Gen.OneOf("==", "!="), Version, (op, v) => $"{op}{v}"),
                Gen.Select(Gen.OneOf("==", "!="), _epoch, _release, (op, e, r) => $"{op}{e}{r}.*"),
                Gen.Select(_epoch, _release, _pre, _post, (e, r, pre, post) => $"~={e}{r}.1{pre}{post}")
            )
            .Select(VersionSpecifiers.Parse);

    /// <summary>Several specifiers that must all hold.</summary>
    public static Gen<VersionSpecifiers> Specifiers { get; } =
        Specifier.Array[1, 4].Select(all => VersionSpecifiers.Parse(string.Join(',', all.Select(s => s.ToString()))));

    /// <summary>Unions of what specifiers allow, at times turned inside out.</summary>
    public static Gen<VersionRange> Range { get; } =
        Gen.Select(Specifiers.Array[0, 3], Gen.Bool, Version, Gen.Int[0, 9])
            .Select(
                (all, complement, version, luck) =>
                {
                    var range = all.Aggregate(VersionRange.None, (r, s) => r.Union(s.ToRange()));
                    range = luck == 0 ? range.Except(VersionRange.Exactly(version)) : range;
                    return complement ? range.Complement() : range;
                }
            );

    /// <summary>Any text, and texts near to those given: some units changed, doubled, taken out, or cut at a place.</summary>
    public static Gen<string> Near(IReadOnlyList<string> texts) =>
        Gen.Frequency(
            (1, Gen.String),
            (
                8,
                Gen.Select(Gen.Int[0, texts.Count - 1], _edit.Array[1, 3])
                    .Select(
                        (i, edits) =>
                            edits.Aggregate(texts[i], (text, edit) => Edit(text, edit.Item1, edit.Item2, edit.Item3))
                    )
            )
        );

    private static readonly Gen<(int, int, char)> _edit = Gen.Select(
        Gen.Int[0, 4],
        Gen.Int[0, 1000],
        Gen.OneOf(Gen.OneOf("<>=!~.*+-_,;()[]@'\"\\ \t\n\0vVaApP01 9\u0130\u017f\u212a\u0660".ToCharArray()), Gen.Char)
    );

    private static string Edit(string text, int kind, int place, char c)
    {
        if (text.Length == 0)
        {
            return c.ToString();
        }

        var at = place % text.Length;
        return kind switch
        {
            0 => text.Remove(at, 1).Insert(at, c.ToString()),
            1 => text.Insert(at, c.ToString()),
            2 => text.Remove(at, 1),
            3 => text[..at] + text[at..] + text[at..],
            _ => text[..at],
        };
    }
}
