using System.Collections.Immutable;
using Plumb.Cli.Rendering;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Cli.Tests;

/// <summary>Reports as checks would make them.</summary>
internal static class Samples
{
    public static Rule NumpyAbi { get; } =
        new("PLB2101", "numpy-abi", Severity.Error, "A native module was built for another NumPy.");

    public static Rule Overlap { get; } =
        new("PLB1301", "overlapping-files", Severity.Error, "Two distributions install the same files.");

    public static Rule Unmet { get; } =
        new("PLB1101", "missing-requirement", Severity.Error, "A requirement is not installed.");

    public static Rule Leftover { get; } =
        new("PLB1501", "leftover-folder", Severity.Warning, "An interrupted installation left a folder behind.");

    public static Rule Note { get; } =
        new("PLB1801", "loads-after-torch", Severity.Info, "A module loads only after torch.");

    public static EnvironmentFacts Venv { get; } =
        new(
            "/srv/app/venv",
            "venv",
            "3.10.13",
            "cpython-310-x86_64-linux-gnu",
            "linux-x86_64",
            ["/srv/app/venv/lib/python3.10/site-packages"],
            "/srv/app/venv/bin/python",
            "Linux x86-64, glibc 2.36"
        );

    public static CheckReport Clean { get; } =
        new()
        {
            Environment = Venv with { Python = "3.11.7" },
            Distributions = Names(36),
            LookedAt = ["requirements", "1,702 files", "every native library"],
            NotLookedAt = ["a GPU (none here)", "file hashes (--verify)"],
            FilesCompared = 1702,
        };

    public static CheckReport Broken { get; } =
        new()
        {
            Environment = Venv,
            Distributions = Names(102),
            Findings = FindingOrder.Sort([
                new Finding
                {
                    Rule = NumpyAbi,
                    Severity = Severity.Error,
                    Title =
                        "NumPy 2.2.6 is installed, but opencv-python 4.9.0.80 and torch 2.1.2 were built for NumPy 1.",
                    Message =
                        "cv2 cannot be imported. torch loads and then says \"Numpy is not available\". onnxruntime 1.16.3 prints an error and goes on.",
                    Subject = new Subject(SubjectKind.Distribution, "numpy", "2.2.6"),
                    Location = new Location("/srv/app/venv/lib/python3.10/site-packages/cv2/cv2.abi3.so"),
                    Cause = "numpy-2",
                    Evidence =
                    [
                        new Evidence(
                            "cv2/cv2.abi3.so calls the C-API of NumPy 1 only",
                            "/srv/app/venv/lib/python3.10/site-packages/cv2/cv2.abi3.so",
                            4096
                        ),
                    ],
                    Fixes =
                    [
                        new Fix(
                            "numpy 2.2.6 → 1.26.4",
                            ["venv/bin/python -m pip install \"numpy==1.26.4\""],
                            true,
                            new FixCost(18_000_000, 1)
                        ),
                    ],
                },
                .. new[] { "albumentations", "insightface", "facexlib", "qudida" }.Select(name => new Finding
                {
                    Rule = NumpyAbi,
                    Severity = Severity.Error,
                    Title = $"{name} cannot be imported: it imports cv2.",
                    Subject = new Subject(SubjectKind.Distribution, name, "1.0"),
                    Cause = "numpy-2",
                    IsConsequence = true,
                }),
                new Finding
                {
                    Rule = Overlap,
                    Severity = Severity.Error,
                    Title = "opencv-python and opencv-python-headless install the same 79 files.",
                    Message = "On disk now: those of opencv-python 4.9.0.80. Removing either one breaks cv2.",
                    Subject = new Subject(SubjectKind.Distribution, "opencv-python", "4.9.0.80"),
                    Location = new Location(
                        "/srv/app/venv/lib/python3.10/site-packages/opencv_python-4.9.0.80.dist-info/RECORD",
                        3,
                        1
                    ),
                },
                new Finding
                {
                    Rule = Note,
                    Severity = Severity.Info,
                    Title = "nvfuser needs libnvToolsExt.so.1 and loads only after torch.",
                    Subject = new Subject(SubjectKind.File, "nvfuser/_C.so"),
                },
            ]),
            NotLookedAt = ["a GPU (none here)", "file hashes (--verify)"],
            FilesCompared = 41_223,
        };

    /// <summary>As many distributions as a large machine-learning application has.</summary>
    public static CheckReport Large(int distributions) => Broken with { Distributions = Names(distributions) };

    public static CheckReport Many(int errors) =>
        Broken with
        {
            Findings = FindingOrder.Sort(
                Broken.Findings.Concat(
                    Enumerable
                        .Range(0, errors)
                        .Select(i => new Finding
                        {
                            Rule = Unmet,
                            Severity = i % 3 == 0 ? Severity.Warning : Severity.Error,
                            Title = FormattableString.Invariant(
                                $"package-{i:000} 1.0 needs dependency-{i:000}, which is not installed."
                            ),
                            Message = "It cannot be imported.",
                            Subject = new Subject(
                                SubjectKind.Distribution,
                                FormattableString.Invariant($"package-{i:000}"),
                                "1.0"
                            ),
                        })
                )
            ),
        };

    /// <summary>Every text holds what must never reach a reader raw.</summary>
    public static CheckReport Hostile { get; } =
        new()
        {
            Environment = Venv with { Prefix = "/srv/a\u001b[2Jb\u202Ec\n" },
            Distributions = [new DistributionFacts(Evil, "1\n2", "/srv/" + Evil, [])],
            Findings =
            [
                new Finding
                {
                    Rule = Leftover,
                    Severity = Severity.Warning,
                    Title = Evil,
                    Message = Evil,
                    Subject = new Subject(SubjectKind.File, Evil, Evil),
                    Location = new Location("/srv/" + Evil, 1, 1),
                    Evidence = [new Evidence(Evil, "/srv/" + Evil)],
                    Fixes = [new Fix(Evil, ["rm " + Evil], false, new FixCost(null, 1))],
                },
            ],
            Remarks = [Evil],
            NotLookedAt = [Evil],
        };

    /// <summary>Escape, carriage return, bidi override, NUL, markup, workflow command, lone surrogate.</summary>
    public const string Evil = "x\u001b]0;t\u0007\r\n::error::y\u202E\u0000<script>alert(1)</script>`|&\"'\ud800]]>é";

    private static ImmutableArray<DistributionFacts> Names(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new DistributionFacts(
                    FormattableString.Invariant($"package-{i:000}"),
                    "1.0",
                    FormattableString.Invariant(
                        $"/srv/app/venv/lib/python3.10/site-packages/package_{i:000}-1.0.dist-info"
                    ),
                    i == 0
                        ? []
                        :
                        [
                            new RequirementFacts(
                                FormattableString.Invariant($"package-{i / 3:000}"),
                                FormattableString.Invariant($"package-{i / 3:000}>=1"),
                                i % 10 != 7
                            ),
                        ]
                )),
        ];
}
