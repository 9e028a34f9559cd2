using System.Collections.Immutable;
using System.Globalization;
using Plumb.Checks;
using Plumb.Core.Tests.Checks.Installing;
using Plumb.Environments;
using Plumb.Environments.Observing;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Processes;
using Plumb.Trials.Imports;
using Xunit;

namespace Plumb.Core.Tests.Trials.Imports;

/// <summary>A virtual environment with modules that misbehave, each from a wheel that the test wrote and pip installed.</summary>
public sealed class TriedEnvironment : IDisposable
{
    private const string WritePid =
        "import os, subprocess, sys\nchild = subprocess.Popen(['sleep', '3600'])\n"
        + "open(os.path.join(os.path.dirname(__file__), __name__ + '.pid'), 'w').write('%d' % child.pid)\n";

    private static readonly ImmutableArray<(string Name, string Code)> _modules =
    [
        ("fine", "__version__ = '7.5'\n"),
        ("translates", "try:\n    import no_such_module\nexcept ImportError:\n    raise RuntimeError('sorry')\n"),
        ("falls_back", "try:\n    import first_choice\nexcept ImportError:\n    import second_choice\n"),
        ("crash", "import ctypes\nctypes.string_at(0)\n"),
        ("illegal", "import os, signal\nos.kill(os.getpid(), signal.SIGILL)\n"),
        ("loop", WritePid + "print('before the loop', flush=True)\nwhile True: pass\n"),
        ("hog", "kept = []\nwhile True:\n    kept.append(bytearray(1 << 20))\n"),
        (
            "noisy",
            "print('first line')\nfor _ in range(200):\n    print('x' * 50000)\nprint('last line')\n"
                + "raise ValueError('after the noise')\n"
        ),
        ("exits", "import sys\nsys.exit(3)\n"),
        ("ends", "import os\nos._exit(7)\n"),
        ("spawns", WritePid),
        (
            "looks",
            "import os, sys\ne = os.environ.get\n"
                + "print(e('HF_TOKEN'), e('AWS_SECRET_ACCESS_KEY'), e('PIP_INDEX_URL'), e('HF_HUB_OFFLINE'), e('HTTPS_PROXY'),"
                + " e('HARMLESS'), sys.argv[1:] == [], os.path.dirname(sys.modules['__main__'].__file__) not in sys.path,"
                + " e('OMP_NUM_THREADS'), e('MKL_NUM_THREADS'), e('DB_PASS'), e('DB_PWD'), e('SSHPASS'), e('SENTRY_DSN'),"
                + " e('STORAGE_CONNECTION_STRING'), e('SLACK_WEBHOOK_URL'), sep='|')\n"
        ),
        ("litters", "import os\nprint(os.getcwd())\nopen('litter.txt', 'w').write('x')\n"),
        ("needs_it", "import undeclared_module\n"),
        ("needs_it_too", "import needs_it\n"),
    ];

    private static readonly WorldVariables _variables = new(
        WorldVariables
            .OfThisProcess()
            .Values.Remove("OMP_NUM_THREADS")
            .SetItems([
                KeyValuePair.Create("HF_TOKEN", "hf_secret"),
                KeyValuePair.Create("AWS_SECRET_ACCESS_KEY", "secret"),
                KeyValuePair.Create("PIP_INDEX_URL", "https://me:secret@example.org/simple"),
                KeyValuePair.Create("HARMLESS", "kept"),
                KeyValuePair.Create("MKL_NUM_THREADS", "3"),
                .. new[]
                {
                    "DB_PASS",
                    "DB_PWD",
                    "SSHPASS",
                    "SENTRY_DSN",
                    "STORAGE_CONNECTION_STRING",
                    "SLACK_WEBHOOK_URL",
                }.Select(n => KeyValuePair.Create(n, "secret")),
            ])
    );

    private readonly RealEnvironment _environment = new();
    private readonly PythonInstallation _installation;

    public TriedEnvironment()
    {
        var wheels = Path.GetDirectoryName(Path.GetDirectoryName(_environment.Prefix)) + "/wheels";
        foreach (var (name, code) in _modules)
        {
            MadeWheel.Write(wheels, name, "1.0", code: code);
        }

        _environment.Shell(
            $"'{_environment.Prefix}/bin/python' -m pip install --no-compile {string.Join(' ', _modules.Select(m => m.Name))}"
        );
        var probe = InstallationProbe.Probe(new FileWorld(), WorldVariables.None, _environment.Prefix);
        _installation = Assert.IsType<InstallationFound>(probe).Installation;
    }

    public string Site => _environment.Site;

    /// <summary>What the files tell of it.</summary>
    public EnvironmentSnapshot Observe() =>
        EnvironmentObserver.Observe(
            new FileWorld(),
            WorldVariables.None,
            _installation,
            application: null,
            Observation.Files,
            TestContext.Current.CancellationToken
        );

    /// <summary>What the files tell, with the imports that fail by the sources.</summary>
    public (CheckContext Context, ImmutableArray<Finding> Findings) Check()
    {
        var context = new CheckContext(
            EnvironmentObserver.Observe(
                new FileWorld(),
                WorldVariables.None,
                _installation,
                application: null,
                Observation.Files | Observation.Sources,
                TestContext.Current.CancellationToken
            )
        );
        return (context, [.. CheckRunner.Run(context, new RuleSelection(["PLB25"], [])).Select(j => j.Finding)]);
    }

    public async Task<ImportOutcome> ImportAsync(string module, ChildLimits? limits = null)
    {
        var result = await RunAsync(
            [module],
            limits ?? new ChildLimits(TimeSpan.FromMinutes(2), 0),
            _ => { },
            TestContext.Current.CancellationToken
        );
        Assert.Null(result.Trouble);
        return Assert.Single(result.Outcomes);
    }

    public Task<ImportTrialResult> RunAsync(
        ImmutableArray<string> modules,
        ChildLimits limits,
        Action<ImportOutcome> ended,
        CancellationToken cancellation,
        string? interpreter = null
    )
    {
        File.Delete(PidFile(modules[0]));
        return ImportTrial.RunAsync(
            interpreter is null ? _installation : _installation with { Executable = interpreter },
            [.. modules.Select(m => new ImportTarget(m, null))],
            _variables,
            limits,
            2,
            ended,
            cancellation
        );
    }

    /// <summary>Waits until a module has started its child.</summary>
    public async Task<bool> AppearsAsync(string module)
    {
        for (var i = 0; i < 600; i++)
        {
            if (File.Exists(PidFile(module)) && (await File.ReadAllTextAsync(PidFile(module))).Length > 0)
            {
                return true;
            }

            await Task.Delay(100);
        }

        return false;
    }

    /// <summary>True when the child that a module started is no running process any more.</summary>
    public bool IsGone(string module)
    {
        var id = int.Parse(File.ReadAllText(PidFile(module)), CultureInfo.InvariantCulture);
        for (var i = 0; i < 100; i++)
        {
            if (!IsRunning(id))
            {
                File.Delete(PidFile(module));
                return true;
            }

            Thread.Sleep(100);
        }

        return false;
    }

    public void Dispose() => _environment.Dispose();

    private string PidFile(string module) => $"{Site}/{module}.pid";

    // Without anybody who collects it, an ended process stays as a zombie.
    private static bool IsRunning(int id)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{id}/stat");
            return status[status.LastIndexOf(')')..] is not [_, _, 'Z' or 'X', ..];
        }
        catch (IOException)
        {
            return false;
        }
    }
}
