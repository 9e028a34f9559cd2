using System.Globalization;
using Plumb.Index;
using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>Which files may be used under the rules of a request, and why others may not: every reason, not the first alone.</summary>
internal sealed class FileJudge(ResolutionRequest request)
{
    private readonly WheelFit _fit = new(request.Target.Tags);
    private readonly Dictionary<string, bool> _pythons = new(StringComparer.Ordinal);

    /// <summary>The rank of a wheel's best tag; -1 when none fits or the name is no wheel's.</summary>
    public int RankOf(ListedFile wheel) => _fit.RankOf(wheel.FileName) ?? -1;

    /// <summary>The reasons against a file; none when it may be used.</summary>
    public IEnumerable<Rejection> ReasonsAgainst(PackageName name, ListedFile file, bool isPinned)
    {
        if (request.ExcludeNewer is { } cutoff && !(file.Uploaded < cutoff))
        {
            var uploaded = file.Uploaded?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
            yield return new Rejection(RejectionKind.TooNew, file, uploaded);
        }

        if (file.YankedReason is { } reason && !isPinned)
        {
            yield return new Rejection(RejectionKind.Yanked, file, reason);
        }

        if (file.RequiresPython is { } python && !AllowsPython(python))
        {
            yield return new Rejection(RejectionKind.RequiresPython, file, python);
        }

        if (!file.IsWheel)
        {
            if (!request.Builds.MayBuild(name))
            {
                yield return new Rejection(RejectionKind.NoBuild, file, "");
            }

            yield break;
        }

        if (!request.Builds.MayUseWheels(name))
        {
            yield return new Rejection(RejectionKind.NoBinary, file, "");
        }

        if (_fit.RankOf(file.FileName) is not >= 0 and var rank)
        {
            yield return rank is null
                ? new Rejection(RejectionKind.Invalid, file, "its name is no wheel's")
                : new Rejection(RejectionKind.WheelTags, file, WheelFit.TagText(file.FileName));
        }
    }

    /// <summary>Whether Requires-Python lets the target in; one that cannot be read does not.</summary>
    public bool AllowsPython(string requiresPython)
    {
        if (!_pythons.TryGetValue(requiresPython, out var allows))
        {
            allows =
                LenientReader.TryReadSpecifiers(requiresPython, out var specifiers, out _, out _)
                && Allows(specifiers.ToRange());
            _pythons[requiresPython] = allows;
        }

        return allows;
    }

    private bool Allows(VersionRange range)
    {
        var python = request.Target.Python;
        return request.UpperBounds == UpperBoundPolicy.Honour
            ? range.Contains(python)
            : range.Intervals.FirstOrDefault() is var (lower, _) && !range.IsEmpty && lower.IsBelow(python);
    }
}
