using System.CommandLine;
using Plumb.Cli.Rendering;
using Plumb.Metadata.Projects;
using Plumb.Python;

namespace Plumb.Cli.Commands;

/// <summary>The options that say for which Python and platform versions are chosen.</summary>
internal sealed class LockTargetOptions
{
    private readonly Option<string?> _python = new("--python-version", "-p")
    {
        HelpName = "VERSION",
        Description =
            "The Python to lock for: 3.11 or 3.11.7. Without it: that of the environment which check would take.",
    };

    private readonly Option<string?> _platform = new("--python-platform")
    {
        HelpName = "PLATFORM",
        Description =
            "The platform to lock for, in the words of uv: linux, windows, macos, aarch64-unknown-linux-gnu, "
            + "x86_64-manylinux_2_35. Without it: that of the environment, else this machine's.",
    };

    /// <summary>Gives them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_python);
        command.Options.Add(_platform);
    }

    /// <summary>The target; null on a mistake.</summary>
    public LockTarget? Of(
        ParseResult parsed,
        World world,
        string? path,
        PythonRequirement? requires,
        out ReportError? mistake
    )
    {
        mistake = null;
        var (python, platform) = (default(PythonVersion?), default(TargetPlatform));
        if (parsed.GetValue(_python) is { } version)
        {
            if (
                !PythonVersion.TryParse(version, out var read)
                || read is not { Major: 3, Minor: > 0 and < 100, IsPrerelease: false }
            )
            {
                mistake = new ReportError(
                    "usage",
                    $"--python-version takes a version of Python 3, not \"{version}\".",
                    "Write it as 3.11 or 3.11.7."
                );
                return null;
            }

            python = read;
        }

        if (parsed.GetValue(_platform) is { } word && (platform = LockTarget.PlatformOf(word)) is null)
        {
            mistake = new ReportError(
                "usage",
                $"--python-platform knows no \"{word}\".",
                "Try linux, windows, macos, aarch64-unknown-linux-gnu or x86_64-manylinux_2_35."
            );
            return null;
        }

        if (python is { } both && platform is not null)
        {
            return new LockTarget(platform, both);
        }

        var usual = LockTarget.Usual(world, path, requires);
        return new LockTarget(platform ?? usual.Platform, python ?? usual.Python);
    }
}
