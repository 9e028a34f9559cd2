using System.Collections.Immutable;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>What one block of commands, or one list, installs can be installed together.</summary>
internal sealed class PinsTogetherRule : IClaimRule
{
    private const string Name = "pins-together";
    private const int MostTogether = 400;
    private const int MostTold = 3;

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var set in Alternatives.Sets(document))
        {
            var pins = new Dictionary<PackageName, WrittenRequirement>();
            foreach (var written in set.Take(MostTogether))
            {
                if (written.Requirement is { Url: null, Marker: null })
                {
                    pins[written.Requirement.Name] = written;
                }
            }

            foreach (var claim in Grouped(Judge([.. pins.Values.OrderBy(p => p.Line)])))
            {
                yield return claim;
            }
        }
    }

    // One finding for a pin, whatever it meets.
    private static IEnumerable<Claim> Grouped(IEnumerable<Claim> claims)
    {
        foreach (var pin in claims.GroupBy(c => (c.Line, c.Text)))
        {
            var worst =
                pin.Any(c => c.Verdict == ClaimVerdict.False) ? ClaimVerdict.False
                : pin.Any(c => c.Verdict == ClaimVerdict.Imprecise) ? ClaimVerdict.Imprecise
                : ClaimVerdict.True;
            var told = pin.Where(c => c.Verdict != ClaimVerdict.True)
                .Select(c => c.Correct)
                .Distinct(StringComparer.Ordinal)
                .Take(MostTold);
            yield return pin.First() with
            {
                Verdict = worst,
                Correct = string.Join(' ', told),
            };
        }
    }

    private static IEnumerable<Claim> Judge(ImmutableArray<WrittenRequirement> pins)
    {
        foreach (var pin in pins)
        {
            var releases = Declared.Releases(pin.Requirement.Name, pin.Requirement.Specifiers);
            if (releases.IsEmpty || pin.Requirement.Specifiers.Items.IsEmpty)
            {
                continue;
            }

            foreach (var other in pins)
            {
                if (
                    other != pin
                    && !other.Requirement.Specifiers.Items.IsEmpty
                    && (Pair(pin, releases, other) ?? Companion(pin, releases, other)) is { } claim
                )
                {
                    yield return claim;
                }
            }
        }

        foreach (var claim in Chains(pins))
        {
            yield return claim;
        }
    }

    // "pydantic<2.0" with "pydantic-core<2.0": no such pydantic asks for it.
    private static Claim? Companion(
        WrittenRequirement pin,
        ImmutableArray<PackageRelease> releases,
        WrittenRequirement other
    )
    {
        var name = other.Requirement.Name;
        var first = Declared.Releases(pin.Requirement.Name, null).FirstOrDefault(r => r.On(name).Any());
        return
            !name.Normalized.StartsWith(pin.Requirement.Name.Normalized + "-", StringComparison.Ordinal)
            || first is null
            || releases.Any(r => r.On(name).Any() || r.Optional.Contains(name))
            ? null
            : Of(
                other.Line,
                other.Text,
                ClaimVerdict.Imprecise,
                $"No {pin.Requirement.Name} of this range asks for {name}, the first that does is {first.Version}: {other.Text} installs what nothing uses."
            );
    }

    private static Claim? Pair(
        WrittenRequirement pin,
        ImmutableArray<PackageRelease> releases,
        WrittenRequirement other
    )
    {
        var wanted = other.Requirement.Specifiers.ToRange();
        var ranges = releases.Select(r => Declared.Range(r, other.Requirement.Name)).ToList();
        var line = Math.Max(pin.Line, other.Line);
        var text = line == pin.Line && pin.Line != other.Line ? pin.Text : other.Text;
        if (ranges.TrueForAll(r => r is not null && r.IsDisjointFrom(wanted)))
        {
            var isSure = releases.Any(r =>
                r.On(other.Requirement.Name).Any(q => q.Marker is null || Declared.IsOfPython(q.Marker))
            );
            return Of(
                line,
                text,
                isSure ? ClaimVerdict.False : ClaimVerdict.Imprecise,
                $"{Declared.Sentence(pin.Requirement.Name, releases[^1], other.Requirement.Name)}, and {other.Text} is asked for beside it."
            );
        }

        var numpy = NumpyAbi(pin, other);
        return numpy is not null ? Of(line, text, ClaimVerdict.False, numpy)
            : ranges.TrueForAll(r => r is not null && !r.IsDisjointFrom(wanted)) ? Of(line, text, ClaimVerdict.True, "")
            : null;
    }

    private static string? NumpyAbi(WrittenRequirement pin, WrittenRequirement numpy) =>
        numpy.Requirement.Name.Normalized == "numpy"
            ? Declared.NumpyAbi(
                pin.Requirement.Name,
                since =>
                    pin.Requirement.Specifiers.ToRange()
                        .IsDisjointFrom(VersionSpecifiers.Parse($">={since}").ToRange()),
                numpy.Requirement.Specifiers,
                pin.Text
            )
            : null;

    // A asks for C in a range whose releases all ask for D in a range that B excludes.
    private static IEnumerable<Claim> Chains(ImmutableArray<WrittenRequirement> pins)
    {
        foreach (var pin in pins)
        {
            if (Single(pin) is not { } release)
            {
                continue;
            }

            foreach (
                var middle in release.Requires.Where(r =>
                    r.Marker is null && !pins.Any(p => p.Requirement.Name == r.Name)
                )
            )
            {
                var between = Declared.Releases(middle.Name, middle.Specifiers);
                if (between.IsEmpty)
                {
                    continue;
                }

                foreach (var other in pins.Where(p => p != pin))
                {
                    if (Single(other) is { } second && Clash(release, between, second) is { } shared)
                    {
                        yield return Of(
                            Math.Max(pin.Line, other.Line),
                            other.Text,
                            ClaimVerdict.False,
                            $"{Declared.Sentence(pin.Requirement.Name, release, middle.Name)}, whose {between[^1].Version} asks for {Declared.Text(between[^1], shared)}, but {Declared.Sentence(other.Requirement.Name, second, shared)}."
                        );
                        yield break;
                    }
                }
            }
        }
    }

    private static PackageName? Clash(
        PackageRelease first,
        ImmutableArray<PackageRelease> between,
        PackageRelease second
    )
    {
        foreach (var wanted in second.Requires.Where(r => r.Marker is null && !r.Specifiers.Items.IsEmpty))
        {
            var range = Declared.Range(second, wanted.Name)!;
            if (
                between.All(b => Declared.Range(b, wanted.Name) is { } own && own.IsDisjointFrom(range))
                && !first.On(wanted.Name).Any(r => r.Specifiers.ToRange().IsDisjointFrom(range))
            )
            {
                return wanted.Name;
            }
        }

        return null;
    }

    private static PackageRelease? Single(WrittenRequirement pin) =>
        pin.Requirement.Specifiers.Items is [{ Operator: VersionOperator.Equal, IsPrefix: false }]
        && Declared.Releases(pin.Requirement.Name, pin.Requirement.Specifiers) is [var only]
            ? only
            : null;

    private static Claim Of(int line, string text, ClaimVerdict verdict, string correct) =>
        Declared.Claim(line, text, verdict, correct, Name);
}
