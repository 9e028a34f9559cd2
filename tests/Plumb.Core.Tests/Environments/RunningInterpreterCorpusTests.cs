using System.Diagnostics;
using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Environments;
using Plumb.Files;
using Xunit;

namespace Plumb.Core.Tests.Environments;

/// <summary>The oracle: every Python that the machine of the test has, asked while it runs.</summary>
public sealed class RunningInterpreterCorpusTests
{
    private const string Question = """
        import json, site, sys, sysconfig, platform
        print(json.dumps({
          'version': platform.python_version(), 'prefix': sys.prefix, 'base': getattr(sys, 'base_prefix', sys.prefix),
          'path': sys.path[1:], 'suffix': sysconfig.get_config_var('EXT_SUFFIX'), 'soabi': sysconfig.get_config_var('SOABI'),
          'user': site.getusersitepackages(), 'enabled': bool(site.ENABLE_USER_SITE), 'libc': platform.libc_ver()[1],
          'purelib': sysconfig.get_path('purelib'), 'platlib': sysconfig.get_path('platlib'), 'scripts': sysconfig.get_path('scripts'),
          'stdlib': sysconfig.get_path('stdlib'), 'include': sysconfig.get_path('include'), 'data': sysconfig.get_path('data')}))
        """;

    [Fact]
    public void Files_of_each_interpreter_here_tell_what_it_says_when_it_runs()
    {
        foreach (var program in Programs())
        {
            AssertSays(program);
        }
    }

    [Theory]
    [InlineData("--symlinks")]
    [InlineData("--copies")]
    [InlineData("--system-site-packages")]
    public void Files_of_an_environment_made_by_each_interpreter_tell_what_it_says(string option)
    {
        foreach (var program in Programs().Where(program => program.EndsWith('3')))
        {
            var folder = TemporaryFolder.Create();
            try
            {
                Run(program, "-m", "venv", "--without-pip", option, folder + "/venv");
                AssertSays(folder + "/venv/bin/python");
            }
            finally
            {
                TemporaryFolder.Remove(folder);
            }
        }
    }

    private static void AssertSays(string program)
    {
        using var said = JsonDocument.Parse(Run(program, "-c", Question));
        var found = Assert.IsType<InstallationFound>(
            InstallationProbe.Probe(new FileWorld(), WorldVariables.OfThisProcess(), program)
        );
        AssertSays(program, said.RootElement, found.Installation);
    }

    private static void AssertSays(string program, JsonElement said, PythonInstallation found)
    {
        string? Text(string name) => said.GetProperty(name).GetString();
        (string, string?)[] expected =
        [
            ("version", Text("version")),
            ("prefix", Text("prefix")),
            ("base", Text("base")),
            ("suffix", Text("version")!.StartsWith("2.", StringComparison.Ordinal) ? null : Text("suffix")),
            ("soabi", Text("soabi")),
            ("user", Text("user")),
            ("enabled", said.GetProperty("enabled").GetBoolean().ToString()),
            ("purelib", Text("purelib")),
            ("platlib", Text("platlib")),
            ("scripts", Text("scripts")),
            ("stdlib", Text("stdlib")),
            ("include", Text("include")),
            ("data", Text("data")),
            ("path", string.Join(':', said.GetProperty("path").EnumerateArray().Select(p => p.GetString()))),
        ];
        (string, string?)[] actual =
        [
            ("version", found.Version),
            ("prefix", found.Prefix),
            ("base", found.BasePrefix),
            ("suffix", found.ExtensionSuffix),
            ("soabi", found.Soabi),
            ("user", found.UserSite),
            ("enabled", found.UserSiteEnabled.ToString()),
            ("purelib", found.Paths?.PurePackages),
            ("platlib", found.Paths?.PlatformPackages),
            ("scripts", found.Paths?.Scripts),
            ("stdlib", found.Paths?.StandardLibrary),
            ("include", found.Paths?.Headers),
            ("data", found.Paths?.Files),
            ("path", string.Join(':', found.SearchPath.Select(entry => entry.Path))),
        ];
        Assert.True(expected.SequenceEqual(actual), Difference(program, expected, actual));
    }

    private static string Difference(
        string program,
        (string Name, string? Value)[] expected,
        (string, string? Value)[] actual
    ) =>
        program
        + string.Concat(
            expected
                .Zip(actual)
                .Where(pair => pair.First.Value != pair.Second.Value)
                .Select(pair => $"\n{pair.First.Name}: says {pair.First.Value}, found {pair.Second.Value}")
        );

    private static IEnumerable<string> Programs()
    {
        List<string> folders = ["/usr/bin", "/usr/local/bin", "/opt/conda/bin"];
        var versions = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            ".pyenv",
            "versions"
        );
        if (Directory.Exists(versions))
        {
            folders.AddRange(Directory.EnumerateDirectories(versions).Select(version => version + "/bin"));
        }

        return folders.SelectMany(folder => (string[])[folder + "/python3", folder + "/python"]).Where(File.Exists);
    }

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return answer;
    }
}
