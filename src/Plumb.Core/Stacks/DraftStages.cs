using System.Collections.Immutable;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Stacks;

/// <summary>Puts requirements into stages: what others are built against first, then torch, then onnxruntime, then the rest.</summary>
internal static class DraftStages
{
    private static readonly ImmutableArray<PackageName> _core =
    [
        PackageName.Parse("numpy"),
        PackageName.Parse("pillow"),
    ];

    private static readonly ImmutableArray<PackageName> _torch =
    [
        PackageName.Parse("torch"),
        PackageName.Parse("torchvision"),
        PackageName.Parse("torchaudio"),
        PackageName.Parse("xformers"),
        PackageName.Parse("triton"),
    ];

    /// <summary>The stages that hold something, in order.</summary>
    public static IEnumerable<(string Name, List<Requirement> Requirements)> Of(IReadOnlyCollection<Requirement> all)
    {
        var runtimes = ExclusiveFamilies
            .Embedded.All.Where(f => f.ImportName == "onnxruntime")
            .SelectMany(f => f.Members)
            .ToHashSet();
        (string Name, Func<Requirement, bool> Holds)[] stages =
        [
            ("core", r => _core.Contains(r.Name)),
            ("torch", r => _torch.Contains(r.Name)),
            ("onnxruntime", r => runtimes.Contains(r.Name)),
        ];
        foreach (var (name, holds) in stages)
        {
            var held = all.Where(holds).ToList();
            if (held.Count > 0)
            {
                yield return (name, held);
            }
        }

        var rest = all.Where(r => !Array.Exists(stages, s => s.Holds(r))).ToList();
        if (rest.Count > 0)
        {
            yield return ("packages", rest);
        }
    }
}
