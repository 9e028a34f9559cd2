using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Plumb.Checks;
using Plumb.Checkups;
using Plumb.Core.Tests.Corpus;
using Plumb.Environments;
using Plumb.Environments.Observing;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Machine.Gpus;
using Plumb.Python;
using Plumb.Repairs;
using Plumb.Stacks;
using Xunit;

namespace Plumb.Core.Tests.Checks;

/// <summary>
/// A world with one environment of a few files, written below a temporary folder, for stories about checks. It begins as a healthy
/// <c>/opt/app/venv</c> with Python 3.11.7 on Linux x86-64 and a base interpreter in <c>/usr/local</c>.
/// </summary>
internal sealed class SmallEnvironment : IDisposable
{
    public const string Prefix = "/opt/app/venv";

    private readonly string _root = TemporaryFolder.Create();
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly List<SearchPathEntry> _before = [];
    private readonly List<SearchPathEntry> _after = [];
    private PythonInstallation _installation;

    public SmallEnvironment(EnvironmentKind kind = EnvironmentKind.Venv, string python = "3.11.7")
    {
        var version = python.Split('.');
        Minor = $"{version[0]}.{version[1]}";
        _installation = new PythonInstallation
        {
            Prefix = Prefix,
            BasePrefix = "/usr/local",
            Kind = kind,
            Executable = Prefix + "/bin/python",
            Version = python,
            Major = int.Parse(version[0], CultureInfo.InvariantCulture),
            Minor = int.Parse(version[1], CultureInfo.InvariantCulture),
            Platform = new TargetPlatform(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc, 2, 36),
            ExtensionSuffix = $".cpython-{version[0]}{version[1]}-x86_64-linux-gnu.so",
            Soabi = $"cpython-{version[0]}{version[1]}-x86_64-linux-gnu",
            SitePackages = [Site],
            ScriptsFolder = Prefix + "/bin",
            VenvConfiguration = ImmutableDictionary.CreateRange(
                StringComparer.Ordinal,
                [
                    KeyValuePair.Create("home", "/usr/local/bin"),
                    KeyValuePair.Create("include-system-site-packages", "false"),
                ]
            ),
        };
        File("/usr/local/bin/python" + Minor, "ELF");
        File($"/usr/local/lib/python{Minor}/os.py", "");
        File(Prefix + "/pyvenv.cfg", "home = /usr/local/bin\n");
        Directory.CreateDirectory(_root + Site);
        // A machine whose bus was looked at, and holds no card.
        Directory.CreateDirectory(_root + "/sys/bus/pci/devices");
        Link(Prefix + "/bin/python", "/usr/local/bin/python" + Minor);
        if (kind is EnvironmentKind.Venv or EnvironmentKind.Virtualenv or EnvironmentKind.Conda)
        {
            Install("pip", "24.0", []);
        }
    }

    /// <summary>Without the pip that venv puts into a new environment.</summary>
    public SmallEnvironment WithoutPip() => Delete(Site + "/pip-24.0.dist-info");

    /// <summary>The folder that stands for the world's root.</summary>
    public string Root => _root;

    /// <summary>"3.11".</summary>
    public string Minor { get; }

    public string Site => $"{Prefix}/lib/python{Minor}/site-packages";

    public SmallEnvironment With(Func<PythonInstallation, PythonInstallation> change)
    {
        _installation = change(_installation);
        return this;
    }

    public SmallEnvironment File(string path, string text = "") => File(path, Encoding.UTF8.GetBytes(text));

    public SmallEnvironment File(string path, byte[] bytes)
    {
        var host = _root + path;
        Directory.CreateDirectory(Path.GetDirectoryName(host)!);
        System.IO.File.WriteAllBytes(host, bytes);
        return this;
    }

    public SmallEnvironment Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root + path)!);
        System.IO.File.Delete(_root + path);
        System.IO.File.CreateSymbolicLink(_root + path, target);
        return this;
    }

    /// <summary>Gives a file a second name, as installers do that link out of a cache.</summary>
    public SmallEnvironment HardLink(string path, string existing)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root + path)!);
        using var link = Process.Start("ln", [_root + existing, _root + path]);
        link.WaitForExit();
        return this;
    }

    public SmallEnvironment Delete(string path)
    {
        if (Directory.Exists(_root + path))
        {
            Directory.Delete(_root + path, recursive: true);
        }
        else
        {
            System.IO.File.Delete(_root + path);
        }

        return this;
    }

    public SmallEnvironment Variable(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    /// <summary>Puts a folder on the path: PYTHONPATH before the environment, all others after it.</summary>
    public SmallEnvironment OnPath(string folder, PathOrigin origin)
    {
        (origin == PathOrigin.PythonPath ? _before : _after).Add(new SearchPathEntry(folder, origin, Exists: true));
        return this;
    }

    /// <summary>Installs a distribution as an installer would: its files, empty but there, METADATA, WHEEL, INSTALLER and RECORD, with hashes if wanted.</summary>
    public SmallEnvironment Install(
        string name,
        string version,
        IEnumerable<string> files,
        string? site = null,
        string tag = "py3-none-any",
        string metadata = "",
        string? installer = "pip",
        string? directUrl = null,
        bool hashed = false
    )
    {
        site ??= Site;
        var folder = $"{name.Replace('-', '_')}-{version}.dist-info";
        var all = new List<string>(files);
        foreach (var file in all)
        {
            var path = WorldPath.Normalize(WorldPath.Join(site, file));
            if (!System.IO.File.Exists(_root + path))
            {
                File(path);
            }
        }

        void Meta(string file, string text)
        {
            File($"{site}/{folder}/{file}", text);
            all.Add($"{folder}/{file}");
        }

        Meta("METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{metadata}\n");
        Meta("WHEEL", $"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n");
        if (installer is not null)
        {
            Meta("INSTALLER", installer + "\n");
        }

        if (directUrl is not null)
        {
            Meta("direct_url.json", directUrl);
        }

        all.Add($"{folder}/RECORD");
        var record = $"{folder}/RECORD";
        return File(
            $"{site}/{record}",
            string.Concat(all.Select(f => hashed && f != record ? HashedRow(site, f) : f + ",,\n"))
        );
    }

    private string HashedRow(string site, string file)
    {
        var bytes = System.IO.File.ReadAllBytes(_root + WorldPath.Normalize(WorldPath.Join(site, file)));
        return $"{file},sha256={Base64Url.EncodeToString(SHA256.HashData(bytes))},{bytes.Length}\n";
    }

    public EnvironmentSnapshot Observe(string? application = null, Observation observation = Observation.Files)
    {
        return EnvironmentObserver.Observe(
            new FileWorld(_root),
            Variables,
            Installation,
            application,
            observation,
            TestContext.Current.CancellationToken
        );
    }

    /// <summary>What a whole check of some rules says that it did not look at.</summary>
    public ImmutableArray<string> NotLookedAt(string select) =>
        EnvironmentCheckup
            .Run(
                new FileWorld(_root),
                Variables,
                Installation,
                null,
                null,
                new RuleSelection([select], []),
                verify: false,
                null,
                null,
                TestContext.Current.CancellationToken
            )
            .NotLookedAt;

    private WorldVariables Variables => new(_variables.ToImmutableDictionary(StringComparer.Ordinal));

    private PythonInstallation Installation =>
        _installation with
        {
            SearchPath =
            [
                .. _before,
                new SearchPathEntry($"/usr/local/lib/python{Minor}", PathOrigin.StandardLibrary, Exists: true),
                new SearchPathEntry(Site, PathOrigin.Site, Exists: true),
                .. _after,
            ],
        };

    /// <summary>The findings of some rules, each as "CODE severity title", with their fixes tried.</summary>
    public ImmutableArray<Finding> Check(string select, string? application = null, DateOnly? date = null)
    {
        var selection = new RuleSelection([.. select.Split(',')], []);
        var context = new CheckContext(Observe(application) with { Date = date });
        return FixVerifier.Attach(context, CheckRunner.Run(context, selection), selection);
    }

    /// <summary>The environment beside a stack, with the findings of the rules about stacks.</summary>
    /// <param name="toml">The stack's manifest.</param>
    /// <param name="variant">The variant that is asked for; null to choose by the machine.</param>
    /// <param name="cards">The cards to judge for, as <c>--gpu</c> takes them.</param>
    /// <param name="verify">Compare the hashes of model files.</param>
    public CheckResult Against(string toml, string? variant = null, string[]? cards = null, bool verify = false)
    {
        Assert.True(StackReader.TryRead("plumb.toml", toml, out var stack, out var mistake), mistake?.ToString());
        var snapshot = Observe("/opt/app");
        var request = new StackRequest(
            stack,
            variant,
            [
                .. (cards ?? []).Select(c =>
                {
                    Assert.True(GpuSpecification.TryParse(c, out var card, out var error), error?.Message);
                    return card;
                }),
            ]
        );
        var selection = new RuleSelection(["PLB30"], []);
        var context = new CheckContext(
            snapshot with
            {
                Stack = StackObserver.Observe(
                    new FileWorld(_root),
                    snapshot.Variables,
                    snapshot.Installation,
                    request,
                    "/opt/app",
                    verify,
                    TestContext.Current.CancellationToken
                ),
            }
        );
        var findings = FixVerifier.Attach(context, CheckRunner.Run(context, selection), selection);
        return new CheckResult(context.Snapshot, findings, context.Requirements, context.Ownership, [], null)
        {
            Stack = context.Stack,
        };
    }

    public void Dispose() => TemporaryFolder.Remove(_root);
}
