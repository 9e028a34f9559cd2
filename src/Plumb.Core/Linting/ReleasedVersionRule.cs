using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>A version that is pinned was released.</summary>
internal sealed class ReleasedVersionRule : IClaimRule
{
    private const string Name = "version-exists";

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var written in document.Installs.SelectMany(s => s.Requirements))
        {
            if (written.Requirement.Url is null && Judge(written) is { } claim)
            {
                yield return claim;
            }
        }

        foreach (var line in document.Lines)
        {
            if (line.Kind == LineKind.Code)
            {
                continue;
            }

            foreach (var mention in line.Mentions)
            {
                if (
                    mention.Versions
                        is {
                            Items: [{ Operator: VersionOperator.Equal, IsPrefix: false }]
                                or [{ Operator: VersionOperator.GreaterOrEqual }]
                        } versions
                    && (
                        line.Statement[mention.Start..mention.End].Contains("==", StringComparison.Ordinal)
                        || versions.Items[0].Operator == VersionOperator.GreaterOrEqual
                    )
                    && Judge(line.Number, line.Statement[mention.Start..mention.End], mention.Name, versions)
                        is { } claim
                )
                {
                    yield return claim;
                }
            }
        }
    }

    private static Claim? Judge(WrittenRequirement written) =>
        Judge(written.Line, written.Text, written.Requirement.Name, written.Requirement.Specifiers);

    /// <summary>Judges whether versions of a distribution were released; null when it is not known, or no single version is meant.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="text">The words that name them.</param>
    /// <param name="name">The distribution.</param>
    /// <param name="versions">The versions.</param>
    public static Claim? Judge(int line, string text, PackageName name, VersionSpecifiers versions)
    {
        if (PackageReleases.Embedded.Find(name) is not { } history || versions.Items.IsEmpty)
        {
            return null;
        }

        if (history.Newest is null)
        {
            return versions.AsksForPrereleases
                ? null
                : Of(
                    line,
                    text,
                    ClaimVerdict.Imprecise,
                    $"{name} has pre-releases alone, which this range does not take unless they are asked for; the newest known is {history.Versions[^1]}."
                );
        }

        if (versions.Items is not [{ Operator: VersionOperator.Equal, Version: { } pinned } pin])
        {
            return null;
        }

        if (
            history.Versions.Any(v => pin.ToRange().Contains(v))
            || (pinned.Local is not null && history.Versions.Contains(pinned.Public))
        )
        {
            return Of(line, text, ClaimVerdict.True, "");
        }

        var nearest = Nearest(history, pinned);
        var shortest = history.Versions.Min(v => v.Release.Length);
        return history.IsComplete && pinned < history.Versions[^1]
                ? Corrected(
                    Of(line, text, ClaimVerdict.False, $"{name} {pinned} was never released. Nearest: {nearest}."),
                    pin,
                    nearest
                )
            : !pin.IsPrefix && pinned < history.Versions[^1] && pinned.Release.Length < shortest && pinned.Local is null
                ? Corrected(
                    Of(
                        line,
                        text,
                        ClaimVerdict.False,
                        $"{name}=={pinned} was never released: its versions have {shortest} parts. Nearest: {nearest}."
                    ),
                    pin,
                    nearest
                )
            : Of(
                line,
                text,
                ClaimVerdict.Unknown,
                pinned > history.Versions[^1]
                    ? $"No {name} {pinned} is known: the newest known is {history.Versions[^1]}."
                    : ""
            );
    }

    // The pin in the words of the document, with the version that is nearest.
    private static Claim Corrected(Claim claim, VersionSpecifier pin, PythonVersion nearest)
    {
        var at = claim.Text.LastIndexOf(pin.VersionText, StringComparison.Ordinal);
        return at < 0
            ? claim
            : claim with
            {
                Edit = new ClaimEdit(
                    claim.Text,
                    $"{claim.Text[..at]}{nearest}{claim.Text[(at + pin.VersionText.Length)..]}"
                ),
            };
    }

    // The newest one that begins alike, else the next newer, else the newest.
    private static PythonVersion Nearest(PackageHistory history, PythonVersion pinned)
    {
        for (var parts = pinned.Release.Length; parts > 0; parts--)
        {
            var alike = history
                .Versions.Where(v =>
                    v.Release.Length >= parts && v.Release.Take(parts).SequenceEqual(pinned.Release.Take(parts))
                )
                .ToList();
            if (alike.Count > 0)
            {
                return alike.Exists(v => !v.IsPrerelease) ? alike.FindLast(v => !v.IsPrerelease) : alike[^1];
            }
        }

        return history.Versions[^1];
    }

    private static Claim Of(int line, string text, ClaimVerdict verdict, string correct) =>
        Declared.Claim(line, text, verdict, correct, Name);
}
