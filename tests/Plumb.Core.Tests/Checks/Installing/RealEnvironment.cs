using System.Collections.Immutable;
using System.Diagnostics;
using Plumb.Checks;
using Plumb.Core.Tests.Corpus;
using Plumb.Environments;
using Plumb.Environments.Observing;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Repairs;
using Xunit;

namespace Plumb.Core.Tests.Checks.Installing;

/// <summary>
/// A virtual environment that the machine's own Python made, in a folder whose name has to be quoted, with distributions of wheels that
/// the test wrote. Its pip knows only those.
/// </summary>
public sealed class RealEnvironment : IDisposable
{
    private readonly string _root = TemporaryFolder.Create();
    private readonly string _python;

    // Where ensurepip keeps its wheel of pip; Debian keeps them in a folder of its own.
    private readonly string _ownWheels = "";

    public RealEnvironment()
    {
        _python = Python();
        Directory.CreateDirectory(_root + "/wheels");
        Directory.CreateDirectory(_root + "/my app, here");
        MadeWheel.Write(_root + "/wheels", "tool", "1.0");
        MadeWheel.Write(_root + "/wheels", "tool", "2.0");
        MadeWheel.Write(_root + "/wheels", "app", "1.0", "Requires-Dist: tool<2\n");
        _ownWheels = Shell($"'{_python}' -c 'import ensurepip; print(ensurepip.__path__[0] + \"/_bundled\")'").Trim();
        Shell($"'{_python}' -m venv '{Prefix}'");
        Shell($"'{Prefix}/bin/python' -m pip install app");
    }

    public string Prefix => _root + "/my app, here/venv";

    public string Site => Directory.GetDirectories(Prefix + "/lib", "python3*").Single() + "/site-packages";

    /// <summary>The interpreter that made it.</summary>
    public string Base => _python;

    /// <summary>Runs lines of a shell, stops at the first that fails, and gives what it printed.</summary>
    public string Shell(params IEnumerable<string> lines)
    {
        var start = new ProcessStartInfo("sh", ["-ec", string.Join('\n', lines)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _root,
        };
        start.Environment["PIP_NO_INDEX"] = "1";
        start.Environment["PIP_FIND_LINKS"] = $"{_root}/wheels {_ownWheels} /usr/share/python-wheels";
        start.Environment["PIP_DISABLE_PIP_VERSION_CHECK"] = "1";
        start.Environment["PATH"] = Path.GetDirectoryName(_python) + ":/usr/local/bin:/usr/bin:/bin";
        start.Environment.Remove("PYTHONPATH");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{string.Join('\n', lines)}\n{output}{errors.GetAwaiter().GetResult()}");
        return output;
    }

    /// <summary>What is wrong with it, with its fixes tried; notes are left out.</summary>
    public ImmutableArray<Finding> Check(string? prefix = null)
    {
        var world = new FileWorld();
        var variables = new WorldVariables(ImmutableDictionary<string, string>.Empty);
        var found = Assert.IsType<InstallationFound>(InstallationProbe.Probe(world, variables, prefix ?? Prefix));
        var context = new CheckContext(
            EnvironmentObserver.Observe(
                world,
                variables,
                found.Installation,
                application: null,
                Observation.Files,
                TestContext.Current.CancellationToken
            )
        );
        var selection = new RuleSelection(["PLB1"], []);
        return
        [
            .. FixVerifier
                .Attach(context, CheckRunner.Run(context, selection), selection)
                .Where(f => f.Severity != Severity.Info),
        ];
    }

    public void Dispose() => TemporaryFolder.Remove(_root);

    private static string Python()
    {
        const string question = "import ensurepip, venv, sys, os; print(os.path.realpath(sys.executable))";
        foreach (var program in (string[])["python3", "/usr/bin/python3", "/usr/local/bin/python3"])
        {
            var start = new ProcessStartInfo("sh", ["-c", $"{program} -c '{question}'"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            if (process.ExitCode == 0 && said.Length > 0)
            {
                return said;
            }
        }

        Assert.Fail("These tests need a python3 with venv and ensurepip; ./test installs one.");
        return "";
    }
}
