using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Python;

namespace Plumb.Checks.Installing;

/// <summary>The installers of one environment with their commands.</summary>
public sealed class EnvironmentInstallers
{
    private readonly EnvironmentSnapshot _snapshot;
    private readonly Shell _shell;

    /// <summary>Looks at who made the environment and who installed into it.</summary>
    public EnvironmentInstallers(EnvironmentSnapshot snapshot, Shell shell)
    {
        _snapshot = snapshot;
        _shell = shell;
        var choice = InstallerChoice.Of(snapshot);
        Own = With(choice);
        WhyNone = choice.Why;
    }

    /// <summary>For what is installed anew; null when no installer is known to work here.</summary>
    public InstallerCommands? Own { get; }

    /// <summary>Why there is none, as a sentence; "" when there is one.</summary>
    public string WhyNone { get; }

    /// <summary>For what lies in one folder of the path.</summary>
    public InstallerCommands? For(SiteFolder site) => With(InstallerChoice.Of(_snapshot, site));

    /// <summary>For a distribution that pip or uv may change; null for one of conda's.</summary>
    public InstallerCommands? For(InstalledDistribution distribution) =>
        With(InstallerChoice.Of(_snapshot, distribution));

    /// <summary>Lets conda write the files of a distribution that it installed anew; null when it did not.</summary>
    public string? CondaReinstall(InstalledDistribution distribution) =>
        InstallerChoice.Of(_snapshot, distribution).Tool == InstallTool.Conda
            ? CondaReinstall(InstallerChoice.CondaPackage(_snapshot, distribution)!)
            : null;

    /// <summary>Lets conda write a package's files anew in this prefix; null when its name or version is none.</summary>
    public string? CondaReinstall(CondaPackage package) =>
        PackageName.TryParse(package.Name, out _) && VersionSpecifiers.TryParse("==" + package.Version, out _, out _)
            ? Conda("--force-reinstall ", [$"{package.Name}=={package.Version}"])
            : null;

    /// <summary>
    /// The commands that bring distributions to a version, each by the tool that has it; null when none is known to work for one of them.
    /// </summary>
    /// <param name="wanted">Names with specifiers, "" for any version.</param>
    /// <param name="options">Options that the installers share, <c>--no-deps</c>; "" for none.</param>
    public ImmutableArray<string>? Install(
        IReadOnlyCollection<(string Name, string Specifiers)> wanted,
        string options = ""
    )
    {
        var byConda = new List<string>();
        var others = new List<Asked>();
        foreach (var (name, specifiers) in wanted)
        {
            if (Asked.Of(name, specifiers) is not { } asked)
            {
                return null;
            }

            var installed = _snapshot.Visible.FirstOrDefault(d => d.Key == PackageName.Parse(name));
            var choice = installed is null ? default : InstallerChoice.Of(_snapshot, installed);
            if (choice.Tool == InstallTool.Conda)
            {
                byConda.Add(InstallerChoice.CondaPackage(_snapshot, installed!)!.Name + specifiers);
            }
            else if (
                Own is null
                || (_snapshot.Installation.Kind == EnvironmentKind.Conda && choice.Why is { Length: > 0 })
            )
            {
                return null;
            }
            else
            {
                others.Add(asked);
            }
        }

        ImmutableArray<string> conda =
            byConda.Count == 0 ? [] : [Conda(options.Length == 0 ? "" : options + " ", byConda)];
        return [.. conda, .. Own?.Install(options, others) ?? []];
    }

    /// <summary>As for names, with extras, and the index that has each where it is not the user's own.</summary>
    /// <param name="wanted">Requirements without address.</param>
    /// <param name="index">The index of a distribution; null for the user's own.</param>
    /// <param name="options">Options that the installers share, <c>--no-deps</c>; "" for none.</param>
    public ImmutableArray<string>? Install(
        IReadOnlyCollection<Requirement> wanted,
        Func<PackageName, string?> index,
        string options = ""
    )
    {
        if (wanted.All(r => r.Extras.IsEmpty && index(r.Name) is null))
        {
            return Install([.. wanted.Select(r => (r.WrittenName, r.Specifiers.ToString()))], options);
        }

        var asked = new List<Asked>();
        foreach (var requirement in wanted)
        {
            if (
                Own is null
                || _snapshot.Visible.Any(d =>
                    d.Key == requirement.Name && InstallerChoice.Of(_snapshot, d).Tool == InstallTool.Conda
                )
                || Asked.Of(requirement.WrittenName, requirement.Specifiers.ToString()) is not { } plain
            )
            {
                return null;
            }

            var extras = requirement.Extras.IsEmpty ? "" : $"[{string.Join(',', requirement.Extras)}]";
            asked.Add(
                new Asked(
                    requirement.WrittenName + extras + requirement.Specifiers,
                    index(requirement.Name) ?? plain.Index
                )
            );
        }

        return Own?.Install(options, asked);
    }

    private string Conda(string options, IEnumerable<string> words) =>
        $"conda install {options}--prefix {_shell.Quote(_snapshot.Installation.Prefix)} {string.Join(' ', words.Select(_shell.Quote))}";

    private InstallerCommands? With(Installer installer) =>
        installer.Tool is InstallTool.Pip or InstallTool.Uv
            ? new InstallerCommands(_snapshot.Installation, _shell, installer)
            : null;
}
