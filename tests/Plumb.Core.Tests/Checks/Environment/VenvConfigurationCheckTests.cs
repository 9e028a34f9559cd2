using System.Collections.Immutable;
using Plumb.Core.Tests.Environments;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Environment;

public sealed class VenvConfigurationCheckTests
{
    [Theory]
    [InlineData(FileFailure.NotFound, Severity.Error, "missing")]
    [InlineData(FileFailure.NotAFile, Severity.Error, "it is no regular file")]
    [InlineData(FileFailure.PermissionDenied, Severity.Warning, "permission denied")]
    public void A_configuration_that_is_not_in_force_is_named(FileFailure failure, Severity severity, string word)
    {
        using var world = new SmallEnvironment();
        world.With(i => i with { ConfigurationFailure = failure });

        var finding = Assert.Single(world.Check("PLB1711"));

        Assert.Equal(severity, finding.Severity);
        Assert.Contains(word, finding.Title, StringComparison.Ordinal);
        Assert.Equal(severity == Severity.Error, finding.Fixes.Length == 1);
    }

    [Theory]
    [InlineData("", "", Severity.Warning, "pyvenv.cfg says nothing: it is empty.")]
    [InlineData(
        "home",
        "/usr/local/bin",
        Severity.Warning,
        "pyvenv.cfg does not say whether the packages of the base Python are visible."
    )]
    [InlineData("version", "3.1.4", Severity.Info, "pyvenv.cfg says Python 3.1.4; the Python that runs is 3.11.7.")]
    [InlineData(
        "version_info",
        "3.12.1.final.0",
        Severity.Info,
        "pyvenv.cfg says Python 3.12.1.final.0; the Python that runs is 3.11.7."
    )]
    [InlineData("version", "3.11.2", null, null)]
    public void What_it_does_not_say_and_what_contradicts_the_Python_is_told(
        string key,
        string value,
        Severity? severity,
        string? title
    )
    {
        using var world = new SmallEnvironment();
        world.With(i => i with { VenvConfiguration = Values(i, key, value) });

        var findings = world.Check("PLB1711");

        Assert.Equal(title, findings.SingleOrDefault()?.Title);
        Assert.Equal(severity, findings.SingleOrDefault()?.Severity);
    }

    [Fact]
    public void A_home_that_is_not_there_is_a_note_where_the_Python_still_runs()
    {
        using var world = new SmallEnvironment();
        world.With(i => i with { HomeIsMissing = true });

        Assert.Equal(Severity.Info, Assert.Single(world.Check("PLB1711")).Severity);
    }

    [Fact]
    public void The_probe_sees_that_a_folder_was_a_virtual_environment()
    {
        using var made = ProbedWorld.Create().File("/app/venv/bin/activate", "VIRTUAL_ENV=/app/venv\n");
        Assert.Equal(FileFailure.None, made.Found("/app/venv").ConfigurationFailure);
        System.IO.File.Delete(made.Folder + "/app/venv/pyvenv.cfg");

        Assert.Equal(FileFailure.NotFound, made.Found("/app/venv").ConfigurationFailure);
        Assert.Equal(FileFailure.None, made.Found("/usr/local").ConfigurationFailure);
    }

    [Fact]
    public void The_probe_sees_a_home_that_is_not_there()
    {
        using var made = ProbedWorld.Create();
        Assert.False(made.Found("/app/venv").HomeIsMissing);
        made.File("/app/venv/pyvenv.cfg", "home = /no/where/bin\n");

        Assert.True(made.Found("/app/venv").HomeIsMissing);
    }

    private static ImmutableDictionary<string, string> Values(
        PythonInstallation installation,
        string key,
        string value
    ) =>
        key switch
        {
            "" => ImmutableDictionary<string, string>.Empty,
            "home" => ImmutableDictionary<string, string>.Empty.Add(key, value),
            _ => installation.VenvConfiguration.Add(key, value),
        };
}
