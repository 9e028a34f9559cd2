namespace Plumb.Resolution.Explanations;

/// <summary>Why versions cannot be used, as the rest of a sentence about them.</summary>
internal sealed class RejectionWords(ResolutionRequest request)
{
    private readonly WheelAxis _axis = new(request.Target);

    // What decides for a version, where its files are refused for several reasons: what hits all of them, else the wheels.
    private static readonly RejectionKind[] _ofAll =
    [
        RejectionKind.PreRelease,
        RejectionKind.NoFiles,
        RejectionKind.MetadataUnknown,
        RejectionKind.MetadataUnreachable,
        RejectionKind.TooNew,
        RejectionKind.Yanked,
        RejectionKind.RequiresPython,
    ];

    /// <summary>The reason that decides for one version.</summary>
    public static RejectionKind Decisive(CandidateVerdict verdict)
    {
        var files = verdict.Rejections.Select(r => r.File).Distinct().ToList();
        foreach (var kind in _ofAll)
        {
            var isUnknown = kind is RejectionKind.MetadataUnknown or RejectionKind.MetadataUnreachable;
            var hit = verdict.Rejections.Where(r => r.Kind == kind).Select(r => r.File).Distinct().Count();
            if (hit > 0 && (isUnknown || hit == files.Count))
            {
                return kind;
            }
        }

        return
            verdict.Rejections.Any(r => r.Kind == RejectionKind.RequiresPython)
            && !verdict.Rejections.Any(r => r.Kind == RejectionKind.WheelTags)
            ? RejectionKind.RequiresPython
            : verdict.Rejections.FirstOrDefault(r => r.Kind == RejectionKind.WheelTags)?.Kind
                ?? verdict.Rejections.LastOrDefault()?.Kind
                ?? RejectionKind.Invalid;
    }

    /// <summary>"has no wheel for Python 3.13", "was withdrawn: broken".</summary>
    /// <param name="kind">The reason that decides.</param>
    /// <param name="verdict">The verdict on the newest of the versions.</param>
    /// <param name="isOne">The sentence is about one version.</param>
    public string Of(RejectionKind kind, CandidateVerdict verdict, bool isOne)
    {
        var detail = verdict.Rejections.FirstOrDefault(r => r.Kind == kind)?.Detail ?? "";
        var (has, @is, was) = isOne ? ("has", "is", "was") : ("have", "are", "were");
        return kind switch
        {
            RejectionKind.PreRelease => $"{@is} {(isOne ? "a pre-release" : "pre-releases")}, and those are not taken",
            RejectionKind.NoFiles => $"{has} no files",
            RejectionKind.Yanked => $"{was} withdrawn by {(isOne ? "its" : "their")} authors{Because(detail)}",
            RejectionKind.RequiresPython =>
                $"{(isOne ? "is" : "are")} for Python {detail}, not for {request.Target.Python.Major}.{request.Target.Python.Minor}",
            RejectionKind.TooNew when detail.Length == 0 =>
                $"{has} no date, so it cannot be told whether {(isOne ? "it is" : "they are")} old enough",
            RejectionKind.TooNew when !isOne => "were uploaded later than --exclude-newer allows",
            RejectionKind.TooNew =>
                $"{was} uploaded on {detail[..Math.Min(10, detail.Length)]}, later than --exclude-newer allows",
            RejectionKind.NoBuild => $"{has} no wheel, only a source, and nothing is built (--no-build)",
            RejectionKind.NoBinary => $"{has} only wheels, and those are not used",
            RejectionKind.MetadataUnknown =>
                $"must be built to tell what {(isOne ? "it needs" : "they need")}; this index does not know",
            RejectionKind.MetadataUnreachable => $"could not be asked about: {detail}",
            RejectionKind.WheelTags => Wheels(verdict, has),
            _ => $"cannot be read{Because(detail)}",
        };
    }

    private string Wheels(CandidateVerdict verdict, string has)
    {
        var wheels = verdict.Rejections.Where(r => r.Kind == RejectionKind.WheelTags).Select(r => r.File!);
        var source = verdict.Rejections.Any(r => r.Kind == RejectionKind.NoBuild)
            ? ", and nothing is built (--no-build)"
            : "";
        return _axis.Of(wheels, has) + source;
    }

    private static string Because(string detail) =>
        detail.Length == 0
            ? ""
            : $": {Shortened(string.Join(' ', detail.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))}";

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..79].TrimEnd() + "…";
}
