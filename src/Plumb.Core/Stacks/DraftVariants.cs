using System.Globalization;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Stacks;

/// <summary>Tells the variants of an application from builds that it names: <c>torch==2.8.0+cu128</c>, <c>onnxruntime-gpu</c>.</summary>
internal sealed class DraftVariants
{
    /// <summary>The variant for NVIDIA's cards.</summary>
    public const string Gpu = "cuda";

    /// <summary>The variant for all other machines.</summary>
    public const string Cpu = "cpu";

    private const string Tag = "cu";
    private readonly List<(Requirement Requirement, string Index)> _builds = [];
    private readonly string? _cuda;
    private readonly bool _hasGpuPackage;
    private readonly HashSet<PackageName> _besideGpu;

    public DraftVariants(IReadOnlyCollection<Requirement> requirements)
    {
        foreach (var requirement in requirements)
        {
            if (
                LocalOf(requirement) is { Local: { } local } version
                && local.StartsWith(Tag, StringComparison.Ordinal)
                && LocalVersionIndexes.Embedded.Find(requirement.Name, version) is { } index
            )
            {
                _builds.Add((requirement, index));
                _cuda ??= Version(local);
            }
        }

        var gpu = requirements.Select(r => r.Name).Where(IsForGpu).ToHashSet();
        _hasGpuPackage = gpu.Count > 0;
        _besideGpu =
        [
            .. gpu.Select(ExclusiveFamilies.Embedded.Of).SelectMany(f => f?.Members ?? []).Where(m => !gpu.Contains(m)),
        ];
    }

    private bool HasGpu => _builds.Count > 0 || _hasGpuPackage;

    /// <summary>The variants; nothing where no build is named.</summary>
    public void Write(TomlText text)
    {
        if (!HasGpu)
        {
            return;
        }

        text.Header("[[variant]]");
        text.Key("name", Gpu);
        text.Raw("when", _cuda is null ? "{ gpu = \"nvidia\" }" : $"{{ gpu = \"nvidia\", cuda = \"{_cuda}\" }}");
        var indexes = _builds
            .GroupBy(b => b.Index, StringComparer.Ordinal)
            .Select(g =>
                $"{{ url = {TomlText.Quote(g.Key)}, packages = [{string.Join(", ", g.Select(b => TomlText.Quote(b.Requirement.Name.Normalized)).Distinct(StringComparer.Ordinal))}] }}"
            )
            .ToList();
        if (indexes.Count > 0)
        {
            text.Raw("index", $"[{string.Join(", ", indexes)}]");
        }

        text.Header("[[variant]]");
        text.Key("name", Cpu);
    }

    /// <summary>
    /// What every variant installs, what only the one for the GPU does, and what only the other does: the general word for a build is its
    /// version without the label, and a package that excludes the one for the GPU serves without it.
    /// </summary>
    public (List<string> General, List<string> Own, List<string> Without) Divide(
        IReadOnlyCollection<Requirement> requirements
    )
    {
        var (general, own, without) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var requirement in requirements)
        {
            var text = requirement.ToString();
            if (_builds.Exists(b => ReferenceEquals(b.Requirement, requirement)))
            {
                own.Add(text);
                var label = text.IndexOf("+" + LocalOf(requirement)!.Value.Local, StringComparison.Ordinal);
                var end = label < 0 ? 0 : label + LocalOf(requirement)!.Value.Local!.Length + 1;
                general.Add(label < 0 ? requirement.WrittenName : text[..label] + text[end..]);
            }
            else if (IsForGpu(requirement.Name))
            {
                own.Add(text);
            }
            else if (_besideGpu.Contains(requirement.Name))
            {
                without.Add(text);
            }
            else
            {
                general.Add(text);
            }
        }

        return (general, own, without);
    }

    private static bool IsForGpu(PackageName name) => name.Normalized.EndsWith("-gpu", StringComparison.Ordinal);

    private static PythonVersion? LocalOf(Requirement requirement) =>
        requirement.Specifiers.Items.Select(s => s.Version).FirstOrDefault(v => v is { Local.Length: > 0 });

    // cu118 is 11.8, cu128 12.8: the last digit is the minor version.
    private static string? Version(string label)
    {
        var digits = label[Tag.Length..];
        return digits.Length >= 3 && digits.All(char.IsAsciiDigit)
            ? string.Create(CultureInfo.InvariantCulture, $"{digits[..^1]}.{digits[^1]}")
            : null;
    }
}
