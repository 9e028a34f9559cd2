using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>
/// Orders of installing: one that packages are said to need and do not, a later command that undoes an earlier one, and a switch
/// between packages that share their files.
/// </summary>
internal sealed class InstallOrderRule : IClaimRule
{
    private const string Name = "install-order";
    private static readonly string[] _exact =
    [
        "exact order",
        "in this order",
        "in the following order",
        "in order:",
        "this specific order",
    ];

    // Their builds import torch, so that it has to be there first.
    private static readonly string[] _builtWithTorch =
    [
        "flash-attn",
        "xformers",
        "deepspeed",
        "apex",
        "detectron2",
        "mmcv",
        "natten",
        "torch-scatter",
        "torch-sparse",
        "auto-gptq",
        "causal-conv1d",
        "mamba-ssm",
    ];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document) =>
        Exact(document).Concat(Undone(document)).Concat(Switches(document));

    private static IEnumerable<Claim> Exact(LintDocument document)
    {
        foreach (var line in document.Lines)
        {
            if (
                line.Kind is LineKind.Code or LineKind.TableRow
                || !line.Statement.Contains("install", StringComparison.OrdinalIgnoreCase)
                || !TextSearch.HasAny(line.Statement, _exact)
                || TextSearch.HasAny(line.Statement, [" not ", "n't "])
            )
            {
                continue;
            }

            var section = line.Kind == LineKind.Heading ? line.Index : line.Section;
            var steps = document
                .Installs.Where(s => s.Source.Section == section && s.Source.Index > line.Index)
                .SelectMany(s => s.Requirements)
                .DistinctBy(r => r.Requirement.Name)
                .ToList();
            if (
                steps.Exists(s => Array.IndexOf(_builtWithTorch, s.Requirement.Name.Normalized) >= 0)
                || document.Installs.Any(s => s.Source.Section == section && s.Has("--no-build-isolation", "--no-deps"))
            )
            {
                continue;
            }

            for (var i = steps.Count - 1; i > 0; i--)
            {
                var release = Declared
                    .Releases(steps[i].Requirement.Name, steps[i].Requirement.Specifiers)
                    .LastOrDefault();
                var earlier = steps
                    .Take(i)
                    .Select(s => s.Requirement.Name)
                    .Where(n => release?.On(n).Any() == true)
                    .ToList();
                if (earlier.Count > 0)
                {
                    yield return Declared.Claim(
                        line.Number,
                        line.Statement.Trim(' ', '*', '#'),
                        ClaimVerdict.False,
                        $"{steps[i].Requirement.Name} {release!.Version} asks for {string.Join(" and ", earlier)} itself, and pip orders them. What counts is that all pins stand in one command.",
                        Name
                    );
                    break;
                }
            }
        }
    }

    // numpy<2 first, and later a package without a version whose newest release asks for numpy>=2. One finding for a pin.
    private static IEnumerable<Claim> Undone(LintDocument document)
    {
        var pins = new Dictionary<PackageName, (WrittenRequirement Written, InstallSet Set)>();
        var told = new HashSet<PackageName>();
        foreach (var set in document.Installs)
        {
            var own = set.Requirements.Where(r => r.Requirement is { Marker: null, Url: null }).ToList();
            foreach (var (name, pin) in set.Has("--no-deps", "-c", "--constraint") ? [] : pins.ToList())
            {
                if (
                    set.Find(name.Normalized) is null
                    && Undone(document, own, name, pin.Written) is { } claim
                    && told.Add(name)
                )
                {
                    yield return claim;
                }
            }

            foreach (var written in own.Where(r => !r.Requirement.Specifiers.Items.IsEmpty))
            {
                pins[written.Requirement.Name] = (written, set);
            }
        }
    }

    private static Claim? Undone(
        LintDocument document,
        List<WrittenRequirement> later,
        PackageName name,
        WrittenRequirement pin
    )
    {
        foreach (var written in later.Where(r => r.Requirement.Specifiers.Items.IsEmpty))
        {
            if (
                Newest(written.Requirement.Name, document.Python) is not { } newest
                || !newest.On(name).Any(r => r.Marker is null || Declared.IsOfPython(r.Marker))
                || !Declared.Range(newest, name, document.Python)!.IsDisjointFrom(pin.Requirement.Specifiers.ToRange())
            )
            {
                continue;
            }

            return Declared.Claim(
                written.Line,
                written.Text,
                ClaimVerdict.Imprecise,
                $"Without a version this takes the newest {written.Requirement.Name}; {newest.Version} asks for {Declared.Text(newest, name)} and so replaces {pin.Text} of line {pin.Line}. Repeat that pin here, or give both in one command.",
                Name
            );
        }

        return null;
    }

    // The newest release whose metadata is known and that the document's Python takes.
    private static PackageRelease? Newest(PackageName name, PythonVersion? python) =>
        PackageReleases
            .Embedded.Find(name)
            ?.Releases.LastOrDefault(r =>
                !r.Version.IsPrerelease && (python is not { } own || r.Python is null || r.Python.Contains(own))
            );

    // pip uninstall onnxruntime, then pip install onnxruntime-gpu.
    private static IEnumerable<Claim> Switches(LintDocument document)
    {
        for (var i = 0; i + 1 < document.Commands.Length; i++)
        {
            var removal = document.Commands[i];
            var next = document.Commands[i + 1];
            if (
                removal.Kind != InstallKind.Uninstall
                || next.Kind != InstallKind.Install
                || next.Source.Section != removal.Source.Section
            )
            {
                continue;
            }

            foreach (var written in next.Requirements)
            {
                if (ExclusiveFamilies.Embedded.Of(written.Requirement.Name) is not { } family)
                {
                    continue;
                }

                var gone = removal.Requirements.Where(r => family.Members.Contains(r.Requirement.Name)).ToList();
                if (gone is [var only] && only.Requirement.Name != written.Requirement.Name)
                {
                    yield return new Claim(
                        removal.Line,
                        string.Join(' ', removal.Requirements.Select(r => r.Text)),
                        ClaimVerdict.Imprecise,
                        $"If {written.Requirement.Name} was ever installed beside it, removing {only.Requirement.Name} alone leaves files of both: {family.Effect}. Remove {only.Requirement.Name} and {written.Requirement.Name}, then install one.",
                        family.Source.Text,
                        Name
                    );
                }
            }
        }
    }
}
