using System.Text;
using Plumb.Files;
using Plumb.Metadata.Requirements;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Requirements;

public sealed class HostileRequirementsTests : IDisposable
{
    private readonly ScratchFolder _root = new();

    public void Dispose() => _root.Dispose();

    private RequirementsFile Read(string name = "requirements.txt") =>
        RequirementsFile.Read(new FileWorld(_root.Path), "/app/" + name);

    [Fact]
    public void Files_that_include_each_other_in_a_circle_are_an_error_with_its_place()
    {
        _root.Write("/app/requirements.txt", "six\n-r b.txt\n");
        _root.Write("/app/b.txt", "idna\n\n-c requirements.txt\n");

        var read = Read();

        Assert.Equal(["six", "idna"], read.Requirements.Select(r => r.Text));
        Assert.Equal("/app/b.txt:3:1", Assert.Single(read.Errors).Location.ToString());
    }

    [Fact]
    public void Files_that_include_the_next_one_twice_do_not_grow_without_bound()
    {
        for (var i = 0; i < 40; i++)
        {
            _root.Write($"/app/{i}.txt", $"-r {i + 1}.txt\n-r {i + 1}.txt\n");
        }

        _root.Write("/app/40.txt", "six\n");

        var read = Read("0.txt");

        Assert.Contains("more than", Assert.Single(read.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_of_a_thousand_files_stops_at_a_depth()
    {
        for (var i = 0; i < 1_000; i++)
        {
            _root.Write($"/app/{i}.txt", $"-r {i + 1}.txt\n");
        }

        Assert.Contains("levels deep", Assert.Single(Read("0.txt").Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_lines_are_read_as_far_as_the_bound()
    {
        _root.Write("/app/requirements.txt", string.Concat(Enumerable.Repeat("six\n", 1_000_000)));

        var read = Read();

        Assert.Equal(200_000, read.Requirements.Length);
        Assert.Equal(200_001, Assert.Single(read.Errors).Location.Line);
    }

    [Fact]
    public void A_line_of_a_hundred_megabytes_is_refused_unread()
    {
        _root.Write("/app/requirements.txt", "");
        using (var file = File.OpenWrite(_root.Path + "/app/requirements.txt"))
        {
            file.SetLength(100 << 20);
        }

        var read = Read();

        Assert.Contains("larger than", Assert.Single(read.Errors).Message, StringComparison.Ordinal);
        Assert.False(read.Sources[0].IsRead);
    }

    [Theory]
    [InlineData("six")]
    [InlineData("six \\\n")]
    [InlineData("${A}")]
    [InlineData("[")]
    [InlineData("x#egg=")]
    [InlineData(" --hash=sha256:aa")]
    [InlineData("//a:b")]
    [InlineData(";")]
    [InlineData("(os_name=='a' or ")]
    [InlineData("'")]
    public void A_megabyte_of_one_piece_is_read(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length));
        _root.Write("/app/requirements.txt", text);

        var read = Read();

        Assert.True(read.Sources[0].IsRead);
        Assert.All(read.Requirements, r => Assert.NotEmpty(r.ToString()));
    }

    [Fact]
    public void A_variable_that_names_itself_twice_does_not_grow_without_bound()
    {
        _root.Write("/app/requirements.txt", string.Concat(Enumerable.Repeat("${A}", 100)));
        var variables = new WorldVariables(WorldVariables.None.Values.Add("A", "${A}${A}"));

        var read = RequirementsFile.Read(
            new FileWorld(_root.Path),
            "/app/requirements.txt",
            new RequirementsContext { Variables = variables }
        );

        Assert.InRange(read.Requirements[0].Text.Length, 1, 4 << 20);
    }

    [Theory]
    [InlineData(new byte[] { 0x73, 0x69, 0x78, 0x0A, 0x23, 0xE9, 0x0A }, 2)]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0xFF, 0x0A }, 1)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0xD8 }, 1)]
    public void Bytes_in_no_encoding_are_an_error_with_their_line(byte[] content, int line)
    {
        _root.Write("/app/requirements.txt", content);

        var read = Read();

        Assert.Equal(line, Assert.Single(read.Errors).Location.Line);
        Assert.Empty(read.Requirements);
    }

    [Fact]
    public void The_locales_encoding_is_tried_on_what_is_not_UTF_8()
    {
        _root.Write("/app/requirements.txt", [.. Encoding.Latin1.GetBytes("six # é\n")]);

        var read = RequirementsFile.Read(
            new FileWorld(_root.Path),
            "/app/requirements.txt",
            new RequirementsContext { LocaleEncoding = "cp1252" }
        );

        Assert.Equal("six", Assert.Single(read.Requirements).Text);
    }

    [Fact]
    public void A_file_on_the_network_is_named_and_not_looked_at()
    {
        _root.Write("/app/requirements.txt", "-r https://user:pass@dl.example/more.txt\nsix\n");

        var read = Read();

        Assert.False(read.Sources[1].IsRead);
        Assert.Equal("six", Assert.Single(read.Requirements).Text);
        Assert.Equal(
            "/app/requirements.txt:1:1: https://user:****@dl.example/more.txt lies on the network and is not looked at",
            Assert.Single(read.Warnings).ToString()
        );
    }
}
