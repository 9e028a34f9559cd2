using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Configuration;
using Plumb.Core.Tests.Corpus;
using Plumb.Files;
using Xunit;

namespace Plumb.Core.Tests.Configuration;

public sealed class LoadedConfigurationTests : IDisposable
{
    private static readonly SettingWords _words = new(
        CheckCatalog.Rules,
        ["text", "json"],
        ["auto", "never"],
        ["error", "warning", "never"]
    );

    private readonly string _root = TemporaryFolder.Create();

    [Theory]
    [InlineData("[check]\nfial-on = 'error'\n", "2:1", "Did you mean \"fail-on\"?")]
    [InlineData("[check]\nfail_on = 'error'\n", "2:1", "Did you mean \"fail-on\"?")]
    [InlineData(
        "\n\n[check]\n  fail-on = 'eror'",
        "4:13",
        "error, warning or never, not \"eror\". Did you mean \"error\"?"
    )]
    [InlineData("[check]\nfail-on = 3", "2:11", "not an integer")]
    [InlineData("[check]\nignore = 'PLB1'", "2:10", "ignore wants a list")]
    [InlineData("[check]\nignore = ['PLB1', 7]", "2:19", "not an integer")]
    [InlineData("[check]\nignore = ['PBL1201']", "2:11", "Did you mean \"PLB1201\"?")]
    [InlineData("[check]\nselect = ['missing-fils']", "2:11", "Did you mean \"missing-files\"?")]
    [InlineData("[check]\nignore = [{ reason = 'x' }]", "2:11", "ignore wants code")]
    [InlineData("[check]\nignore = [{ code = 'PLB1', raeson = 'x' }]", "2:28", "Did you mean \"reason\"?")]
    [InlineData("[check]\nseverity = ['PLB1']", "2:12", "[check.severity]")]
    [InlineData("[check.severity]\nPLB1201 = 'fatal'", "2:11", "error, warning, info or off, not \"fatal\"")]
    [InlineData("[check.severity]\nPLB1201 = { reason = 'x' }", "2:11", "wants a level")]
    [InlineData("[check]\nbaseline = 1", "2:12", "the path of a file")]
    [InlineData("check = 1", "1:9", "[check], not an integer")]
    [InlineData("[check]\nfail-on = \n", "2:11", "")]
    [InlineData("[check]\nfail-on = 'error'\nfail-on = 'error'\n", "3:1", "defined twice")]
    public void A_mistake_is_told_with_file_line_column_and_what_is_allowed(string text, string place, string said)
    {
        Write("srv/app/plumb.toml", text);
        var error = Mistake();
        Assert.StartsWith($"/srv/app/plumb.toml:{place}: ", error, StringComparison.Ordinal);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Theory]
    [InlineData("[[knowledge]]\nname = 'x'\n[stages.a]\nb = 1\n[check]\nfail-on = 'never'\n")]
    [InlineData("[check]\nfail-on = 'never'\nselect = []\nignore = []\nseverity = {}\n")]
    [InlineData("\ufeff[check]\r\nfail-on = 'never'\r\n")]
    public void Tables_that_are_not_for_check_are_no_mistake(string text)
    {
        Write("srv/app/plumb.toml", text);
        Assert.Equal("never", Read().Check.FailOn);
    }

    [Fact]
    public void The_nearest_file_counts_and_our_own_goes_before_the_projects()
    {
        Write("srv/plumb.toml", "[check]\nformat = 'json'\n");
        Write("srv/app/pyproject.toml", "[project]\nname = 'plumber'\n");
        Assert.Equal("/srv/plumb.toml", Assert.Single(Read().Sources));
        Write("srv/app/pyproject.toml", "[tool.plumb.check]\nbaseline = 'known.json'\n");
        Assert.Equal("/srv/app/pyproject.toml", Assert.Single(Read().Sources));
        Assert.Equal(_root + "/srv/app/known.json", Read().Check.Baseline);
        Write("srv/app/plumb.toml", "");
        Assert.Equal("/srv/app/plumb.toml", Assert.Single(Read().Sources));
        Assert.Null(Read().Check.Baseline);
    }

    [Fact]
    public void A_projects_file_that_is_damaged_is_a_mistake_only_where_it_speaks_to_us()
    {
        Write("srv/app/pyproject.toml", "[project\n");
        Assert.Empty(Read().Sources);
        Write("srv/app/pyproject.toml", "[tool.plumb\n");
        Assert.StartsWith("/srv/app/pyproject.toml:1:", Mistake(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_users_file_fills_what_the_application_leaves_open()
    {
        Write("home/plumb/plumb.toml", "[check]\nfail-on = 'never'\ncolor = 'never'\nignore = ['PLB12']\n");
        Write("srv/app/plumb.toml", "[check]\nfail-on = 'warning'\nignore = ['PLB11']\n");
        var read = Read(("XDG_CONFIG_HOME", _root + "/home"), ("PLUMB_COLOR", "auto"));
        Assert.Equal(("warning", "auto"), (read.Check.FailOn, read.Check.Colour));
        Assert.Equal(["PLB11", "PLB12"], read.Check.Ignore.Select(r => r.Word));
        Assert.Equal(["PLUMB_COLOR", "/srv/app/plumb.toml", _root + "/home/plumb/plumb.toml"], read.Sources);
    }

    [Theory]
    [InlineData("PLUMB_FAIL_ON", "always", "PLUMB_FAIL_ON: It takes error, warning, never, not \"always\".")]
    [InlineData("PLUMB_IGNORE", "PLB12,nonsense", "PLUMB_IGNORE: \"nonsense\" is neither")]
    public void A_mistake_in_a_variable_names_the_variable(string name, string value, string said) =>
        Assert.StartsWith(said, Mistake((name, value)), StringComparison.Ordinal);

    public static TheoryData<string, byte[]> Hostile { get; } =
        new()
        {
            { "ten megabytes", Filled(10 << 20, (byte)'#') },
            { "deep arrays", [.. "[check]\nignore = "u8, .. Filled(200_000, (byte)'[')] },
            { "deep tables", [.. "a = "u8, .. Repeat("{a="u8, 100_000)] },
            { "long dotted keys", [.. Repeat("a."u8, 100_000), .. "a=1"u8] },
            { "deep headers", [.. "["u8, .. Repeat("a."u8, 100_000), .. "a]"u8] },
            { "no UTF-8", [.. "[check]\nformat = \""u8, 0xff, 0xfe, .. "\""u8] },
            { "zeros", new byte[100_000] },
            { "an open string", [.. "[check]\nformat = '''"u8, .. Filled(900_000, (byte)'x')] },
            { "many values", [.. "a = ["u8, .. Repeat("1,"u8, 400_000), .. "]"u8] },
            { "a newline in a key", "[check]\n\"a\\n\\u001bb\" = 1"u8.ToArray() },
        };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_file_is_one_plain_sentence(string what, byte[] bytes)
    {
        Directory.CreateDirectory(_root + "/srv/app");
        File.WriteAllBytes(_root + "/srv/app/plumb.toml", bytes);
        var error = Mistake();
        Assert.StartsWith("/srv/app/plumb.toml", error, StringComparison.Ordinal);
        Assert.True(error.Length < 400, $"{what}: {error.Length} characters");
    }

    public void Dispose() => TemporaryFolder.Remove(_root);

    private static byte[] Filled(int count, byte value)
    {
        var bytes = new byte[count];
        bytes.AsSpan().Fill(value);
        return bytes;
    }

    private static byte[] Repeat(ReadOnlySpan<byte> unit, int times)
    {
        var bytes = new byte[unit.Length * times];
        for (var i = 0; i < times; i++)
        {
            unit.CopyTo(bytes.AsSpan(i * unit.Length));
        }

        return bytes;
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private LoadedConfiguration Read(params (string Name, string Value)[] variables)
    {
        Assert.True(TryRead(variables, out var configuration, out var error), error?.ToString());
        return configuration!;
    }

    private string Mistake(params (string Name, string Value)[] variables)
    {
        Assert.False(TryRead(variables, out _, out var error));
        return error!.ToString();
    }

    private bool TryRead(
        (string Name, string Value)[] variables,
        out LoadedConfiguration? configuration,
        out ConfigurationError? error
    ) =>
        LoadedConfiguration.TryRead(
            new FileWorld(_root),
            "/srv/app",
            new WorldVariables(variables.ToImmutableDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal)),
            "/",
            _words,
            out configuration,
            out error
        );
}
