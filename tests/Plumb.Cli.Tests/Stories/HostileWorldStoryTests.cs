using System.Diagnostics;
using Plumb.Cli.Tests.Rendering;
using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Cli.Tests.Stories;

/// <summary>Worlds that nobody made in good faith, through the whole program: a finding or one plain sentence, never a crash.</summary>
public sealed class HostileWorldStoryTests
{
    private static readonly TimeSpan _mostTime = TimeSpan.FromMinutes(2);

    /// <summary>What is done in site-packages, and what the answer must name.</summary>
    public static TheoryData<string, string> Damages { get; } =
        new()
        {
            { "rm $D/METADATA; mkfifo $D/METADATA x.pth jinja2/pipe.py", "METADATA" },
            { "rm jinja2/ext.py; mkfifo jinja2/ext.py; rm $D/RECORD; mkfifo $D/RECORD", "RECORD" },
            {
                "ln -s . loop; ln -s ../.. up; ln -s b a; ln -s a b; ln -s /gone c.pth; ln -sf METADATA $D/METADATA",
                "METADATA"
            },
            { "ln -s /proc/kcore k.pth; ln -s /dev/zero z.pth; ln -sf /dev/zero $D/METADATA", "METADATA" },
            {
                "truncate -s 4G big.bin; truncate -s 5T huge.bin || truncate -s 900G huge.bin; "
                    + "printf 'big.bin,sha256=AAAA,4294967296\\nhuge.bin,sha256=AAAA,12\\n' >> $D/RECORD",
                "huge.bin"
            },
            { "rm $D/METADATA; truncate -s 100M $D/METADATA", "METADATA" },
            { "printf 'Description: ' >> $D/METADATA; head -c 100M /dev/zero | tr '\\0' x >> $D/METADATA", "" },
            { "head -c 40M /dev/urandom >> $D/RECORD", "RECORD" },
            { "for i in $(seq 600); do mkdir a-folder-$i; cd a-folder-$i; done; touch x.py", "" },
            {
                "printf '../../../../../../etc/passwd,,\\n/etc/shadow,,\\nC:\\\\x,,\\na\\0b,,\\n' >> $D/RECORD",
                "passwd"
            },
            { "rm -r $V/bin; ln -s bin $V/bin; rm $V/pyvenv.cfg; head -c 3M /dev/urandom > $V/pyvenv.cfg", "" },
            { "rm -r $V/lib; ln -s $V/lib $V/lib", "" },
        };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_environment_is_told_to_the_end(string damage, string said)
    {
        using var folder = await HealthyAsync(damage);
        var json = await CheckAsync(folder, "--json");
        AssertPlain(json);
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, json.Output);
        Assert.Contains(said, json.Output, StringComparison.Ordinal);
        var text = await CheckAsync(folder, "-v");
        AssertPlain(text);
        Assert.Contains(said, text.Output, StringComparison.Ordinal);
        Assert.True(text.Output.Length < 1_000_000, "a person reads this");
    }

    [Fact]
    public async Task Names_that_attack_are_never_printed_raw()
    {
        using var folder = await HealthyAsync(
            """
            mkdir $'evil\n\e[31m\u202e-1.0.dist-info' $'\xff\xfe-1.0.dist-info' $'~\e]0;x\a'
            touch $'\xff.pth' $'a\nb.pth' $'::error::x\r.so' $'jinja2/\e[2J\xc3.py' $V/bin/$'\xff\e[2J'
            printf '"jinja2/\033[1mx\r\n.py",sha256=AAAA,3\n\377\376.py,sha256=AAAA,3\n' >> $D/RECORD
            sed -i $'s/^Name: .*/Name: \e[31mred\x07\u2066/' $D/METADATA
            """
        );
        foreach (var format in new[] { "text", "json", "sarif", "github", "markdown", "junit", "html" })
        {
            var ending = await CheckAsync(folder, "-v", "--format", format);
            AssertPlain(ending);
            Assert.NotEmpty(ending.Output);
            var strict = await PlumbProcess.BashAsync(
                folder.Path,
                $"$PLUMB check --root . /srv/app -v --format {format} | iconv -f UTF-8 -t UTF-32 > /dev/null"
            );
            Assert.True(strict.Code == 0, $"{format}: {strict.Error}");
        }
    }

    [Fact]
    public async Task Folders_that_may_not_be_read_are_named()
    {
        using var folder = await HealthyAsync("chmod 0 jinja2 click/core.py $D");
        try
        {
            var ending = await PlumbProcess.BashAsync(
                folder.Path,
                $"{WithoutPrivileges} $PLUMB check --root . /srv/app --json"
            );
            AssertPlain(ending);
            Assert.Contains("permission denied", ending.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("\"PLB1201\"", ending.Output, StringComparison.Ordinal);
        }
        finally
        {
            await PlumbProcess.BashAsync(folder.Path, "chmod -R u+rwX .");
        }
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_one_sentence_and_code_3()
    {
        using var folder = await HealthyAsync("true");
        var ending = await PlumbProcess.BashAsync(
            folder.Path,
            $"mkdir closed; chmod 555 closed; {WithoutPrivileges} $PLUMB check --root . /srv/app -o closed/x.json; rc=$?; ls -A closed; exit $rc"
        );
        Assert.Equal(3, ending.Code);
        Assert.Empty(ending.Output);
        Assert.EndsWith("closed/x.json cannot be written: no permission.\n", ending.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PATH=")]
    [InlineData("PATH=:::relative:/gone:/a%b")]
    [InlineData("-u PATH")]
    public async Task Without_a_path_one_sentence_says_so(string path)
    {
        using var folder = new StoryFolder();
        var ending = await PlumbProcess.BashAsync(
            folder.Path,
            $"set -- $PLUMB; program=$(command -v \"$1\"); shift; /usr/bin/env {path} \"$program\" \"$@\" check"
        );
        Assert.Equal(3, ending.Code);
        Assert.Empty(ending.Output);
        Assert.StartsWith("plumb: No Python environment was found", ending.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_leaves_before_a_long_answer_ends_is_no_trouble()
    {
        using var folder = await HealthyAsync("seq -f 'gone/%.0f/x.py,sha256=AAAA,1' 50000 >> $D/RECORD");
        var ending = await PlumbProcess.BashAsync(
            folder.Path,
            "$PLUMB check --root . /srv/app --json | head -c 10 > /dev/null; exit ${PIPESTATUS[0]}"
        );
        Assert.Equal(1, ending.Code);
        Assert.Empty(ending.Error);
    }

    [Fact]
    public async Task Control_C_ends_the_hashing_of_a_huge_file_with_130_and_says_nothing()
    {
        using var folder = await HealthyAsync(
            "truncate -s 900G huge.bin; printf 'huge.bin,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,966367641600\\n' >> $D/RECORD"
        );
        using var plumb = PlumbProcess.Open(
            folder.Path,
            [.. PlumbProcess.StartForInterrupt, "check", "--root", ".", "/srv/app", "--verify", "-o", "answer.json"]
        );
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        Assert.False(plumb.HasExited);
        using var kill = Process.Start("kill", ["-INT", $"{plumb.Id}"]);
        await plumb.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, plumb.ExitCode);
        Assert.Empty(await plumb.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await plumb.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Files_that_change_while_they_are_read_are_no_trouble()
    {
        using var folder = await HealthyAsync("true");
        var ending = await PlumbProcess.BashAsync(
            folder.Path,
            """
            cd srv/app/.venv/lib/python3.12/site-packages
            (cp -r jinja2 copy; while [ ! -e stop ]; do
                head -c $RANDOM copy/environment.py > jinja2/environment.py
                echo "Requires-Dist: x$RANDOM" >> jinja2-3.1.6.dist-info/METADATA
                echo "x$RANDOM,," >> jinja2-3.1.6.dist-info/RECORD
                mv jinja2 away; mv away jinja2; mkdir t; rmdir t
            done) &
            for i in 1 2 3 4 5; do
                $PLUMB check --root "$OLDPWD" /srv/app --verify --json > /dev/null; code=$?
                [ $code -le 1 ] || { touch stop; wait; exit $code; }
            done
            touch stop; wait
            """
        );
        Assert.Equal(0, ending.Code);
        Assert.Empty(ending.Error);
    }

    // Root may read and write everything, until it gives that right away.
    private static string WithoutPrivileges =>
        "$([ $(id -u) = 0 ] && echo setpriv --bounding-set -dac_override,-dac_read_search)";

    private static async Task<StoryFolder> HealthyAsync(string damage)
    {
        var folder = new StoryFolder();
        var example = Path.Combine(CorpusFile.RepositoryRoot, "examples", "healthy");
        var made = await PlumbProcess.BashAsync(
            folder.Path,
            $"cp -a '{example}/.' . && V=$PWD/srv/app/.venv D=jinja2-3.1.6.dist-info && cd $V/lib/python3.12/site-packages && set -e\n{damage}"
        );
        Assert.True(made.Code == 0, made.Error);
        return folder;
    }

    private static async Task<Ending> CheckAsync(StoryFolder folder, params string[] options) =>
        await PlumbProcess
            .RunAsync(folder.Path, ["check", "--root", ".", "/srv/app", "--color", "never", .. options])
            .WaitAsync(_mostTime, TestContext.Current.CancellationToken);

    private static void AssertPlain(Ending ending)
    {
        Assert.True(ending.Code is 0 or 1 or 3, $"code {ending.Code}: {ending.Error}");
        Assert.DoesNotContain("bug in Plumb", ending.Error, StringComparison.Ordinal);
        Assert.True(ending.Error.Split('\n').Length <= 3, ending.Error);
        Assert.DoesNotContain(
            ending.Output + ending.Error,
            c => (char.IsControl(c) && c != '\n') || c is '\u202E' or '\u2066'
        );
    }
}
