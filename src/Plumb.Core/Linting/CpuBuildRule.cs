using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>
/// A command that is said to install torch for the CPU does: the default index's wheel for Linux is built for CUDA wherever its own
/// metadata asks for NVIDIA's libraries.
/// </summary>
internal sealed class CpuBuildRule : IClaimRule
{
    private static readonly string[] _otherSystems = ["mac", "windows", "win32", "apple", "darwin"];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var set in document.Installs)
        {
            if (
                set.Kind != InstallKind.Install
                || set.Find("torch") is not { Requirement.Url: null } torch
                || set.Indexes.Any()
                || set.Has("--torch-backend", "-f", "--find-links")
                || torch.Requirement.Specifiers.Items.Any(i => i.Version?.Local is not null)
                || !IsForCpu(document.Label(set.Source))
                || TextSearch.HasAny(document.Heading(set.Source), _otherSystems)
            )
            {
                continue;
            }

            var releases = Declared.Releases(TorchText.Torch, torch.Requirement.Specifiers);
            var cuda = releases.LastOrDefault();
            var library = cuda?.Requires.FirstOrDefault(r =>
                r.Name.Normalized.StartsWith("nvidia-", StringComparison.Ordinal)
                || r.Name.Normalized is "cuda-toolkit" or "cuda-bindings"
            );
            if (cuda is not null && library is not null)
            {
                yield return new Claim(
                    set.Line,
                    torch.Text,
                    ClaimVerdict.False,
                    $"On Linux this installs the build for CUDA: torch {cuda.Version} asks for {library.Name}{library.Specifiers} there. For the CPU add --index-url https://download.pytorch.org/whl/cpu.",
                    PackageReleases.Embedded.Source.Text,
                    "cuda-build"
                );
            }
        }
    }

    private static bool IsForCpu(string label) =>
        TextSearch.HasWord(label, "CPU")
        && !TextSearch.HasWord(label, "GPU")
        && !TextSearch.HasWord(label, "CUDA")
        && !TextSearch.HasAny(label, ["uninstall", "remove", " not ", "n't "])
        && !TextSearch.HasAny(label, _otherSystems);
}
