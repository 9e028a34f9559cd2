using Plumb.Python;

namespace Plumb.Linting;

/// <summary>A command does not remove a package that another package of the document needs in one version.</summary>
internal sealed class RemovedRequirementRule : IClaimRule
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        for (var i = 0; i < document.Commands.Length; i++)
        {
            var removal = document.Commands[i];
            if (removal.Kind != InstallKind.Uninstall)
            {
                continue;
            }

            var later = document
                .Commands.Skip(i + 1)
                .Where(c => c.Kind == InstallKind.Install && c.Source.Section == removal.Source.Section)
                .SelectMany(c => c.Requirements)
                .ToList();
            foreach (var written in removal.Requirements)
            {
                if (Judge(document, removal, written.Requirement.Name, later) is { } claim)
                {
                    yield return claim;
                    break;
                }
            }
        }
    }

    private static Claim? Judge(
        LintDocument document,
        InstallSet removal,
        PackageName gone,
        List<WrittenRequirement> later
    )
    {
        // Only a library that comes for the sake of others: people remove and reinstall packages of their own for good reasons.
        if (
            !gone.Normalized.StartsWith("nvidia-", StringComparison.Ordinal)
            || removal.Requirements.Any(r => TorchText.IsFamily(r.Requirement.Name))
            || later.Exists(r => r.Requirement.Name == TorchText.Torch)
            || !document.InstallsAny(TorchText.Torch)
        )
        {
            return null;
        }

        var users = Declared
            .Releases(TorchText.Torch, document.Pin(TorchText.Torch))
            .Where(r => r.On(gone).Any())
            .ToList();
        if (users.Count == 0)
        {
            return null;
        }

        var newest = users[^1];
        var back = later.Find(r => r.Requirement.Name == gone)?.Requirement.Specifiers;
        if (back is not null && !Declared.Range(newest, gone)!.IsDisjointFrom(back.ToRange()))
        {
            return null;
        }

        return Declared.Claim(
            removal.Line,
            string.Join(' ', removal.Requirements.Select(r => r.Text)),
            ClaimVerdict.False,
            $"torch {newest.Version} asks for {Declared.Text(newest, gone)} on Linux and loads it: without it, or with another major version, torch cannot be imported. On Windows torch brings its own and this changes nothing.",
            "requires"
        );
    }
}
