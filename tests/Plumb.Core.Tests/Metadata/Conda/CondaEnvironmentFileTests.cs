using System.Text;
using CsCheck;
using Plumb.Core.Tests.Corpus;
using Plumb.Metadata.Conda;
using Plumb.Metadata.Toml;
using Plumb.Text;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Conda;

public sealed class CondaEnvironmentFileTests
{
    private const string Sample = """
        # made by hand
        name: swap
        channels:
          - pytorch
          - conda-forge
          - nodefaults
        dependencies:
          - python=3.10
          - conda-forge::numpy >=1.26,<2  # comment
          - pytorch==2.1.0=py3.10_cuda12.1_cudnn8.9.2_0
          - 'cudatoolkit=11.8'
          - pip
          - pip:
              - -r requirements.txt
              - insightface==0.7.3
              - --extra-index-url https://index.example/simple
        variables:
          CUDA_HOME: /usr/local/cuda
          LEVEL: 3
        prefix: /opt/conda/envs/swap
        """;

    [Fact]
    public void Everything_that_conda_and_pip_install_is_read_with_its_place()
    {
        var file = Read(Sample);
        Assert.Equal(("swap", "/opt/conda/envs/swap"), (file.Name, file.Prefix));
        Assert.Equal(["pytorch", "conda-forge", "nodefaults"], file.Channels);
        Assert.Equal(["python", "numpy", "pytorch", "cudatoolkit", "pip"], file.Dependencies.Select(d => d.Name));
        Assert.Equal("conda-forge", file.Dependencies[1].Channel);
        Assert.Equal("==2.1.0", file.Dependencies[2].Version);
        Assert.Equal("py3.10_cuda12.1_cudnn8.9.2_0", file.Dependencies[2].Build);
        Assert.Equal("environment.yml:9:5", file.Dependencies[1].Location.ToString());
        Assert.Equal(
            ["-r requirements.txt", "insightface==0.7.3", "--extra-index-url https://index.example/simple"],
            file.PipLines.Select(l => l.Text)
        );
        Assert.Equal("environment.yml:15:9", file.PipLines[1].Location.ToString());
        Assert.Equal("3", file.Variables["LEVEL"]);
        Assert.Empty(file.Problems);
    }

    [Theory]
    [InlineData("numpy", "numpy", null, null, null)]
    [InlineData("numpy=1.26", "numpy", "=1.26", null, "==1.26.*")]
    [InlineData("numpy =1.26", "numpy", "=1.26", null, "==1.26.*")]
    [InlineData("numpy==1.26.4", "numpy", "==1.26.4", null, "==1.26.4")]
    [InlineData("numpy 1.26", "numpy", "1.26", null, "==1.26")]
    [InlineData("numpy 1.26.*", "numpy", "1.26.*", null, "==1.26.*")]
    [InlineData("numpy=1.26.*", "numpy", "=1.26.*", null, "==1.26.*")]
    [InlineData("numpy>=1.2,<2", "numpy", ">=1.2,<2", null, "<2,>=1.2")]
    [InlineData("numpy >=1.2, <2", "numpy", ">=1.2, <2", null, "<2,>=1.2")]
    [InlineData("numpy>=1.26.*", "numpy", ">=1.26.*", null, ">=1.26")]
    [InlineData("numpy=1.26=py312_0", "numpy", "=1.26", "py312_0", "==1.26.*")]
    [InlineData("numpy 1.26 py312_0", "numpy", "1.26", "py312_0", "==1.26")]
    [InlineData("pytorch=*=*cuda*", "pytorch", "=*", "*cuda*", null)]
    [InlineData("numpy 1.25|1.26", "numpy", "1.25|1.26", null, null)]
    [InlineData("conda-forge/linux-64::NumPy", "numpy", null, null, null)]
    [InlineData("numpy[version='>=1.26,<2', build=py312*]", "numpy", ">=1.26,<2", "py312*", "<2,>=1.26")]
    public void A_match_specification_is_taken_apart(
        string text,
        string name,
        string? version,
        string? build,
        string? specifiers
    )
    {
        Assert.True(CondaDependency.TryParse(text, new Location("x"), out var dependency, out _));
        Assert.Equal((name, version, build), (dependency.Name, dependency.Version, dependency.Build));
        Assert.Equal(specifiers, dependency.Specifiers?.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("=1.0")]
    [InlineData("# only a comment")]
    [InlineData("a b::")]
    public void What_names_no_package_is_refused(string text) =>
        Assert.False(CondaDependency.TryParse(text, new Location("x"), out _, out _));

    [Fact]
    public void What_conda_would_not_take_is_noted_and_the_rest_is_read()
    {
        var file = Read(
            "name: a\nname: b\nchannels: c\ndependencies:\n  - x\n  - npm: [y]\n  - [z]\n  - '=1'\n  - pip: {a: b}\n"
        );
        Assert.Equal("a", file.Name);
        Assert.Equal("x", Assert.Single(file.Dependencies).Name);
        Assert.Equal([2, 3, 6, 7, 8, 9], file.Problems.Select(p => p.Location.Line).Order());
    }

    [Fact]
    public void Anchors_aliases_and_merge_keys_are_followed()
    {
        var file = Read("base: &b\n  name: shared\npins: &p [numpy=1.26]\n<<: *b\ndependencies: *p\n");
        Assert.Equal("shared", file.Name);
        Assert.Equal("numpy", Assert.Single(file.Dependencies).Name);
    }

    [Fact]
    public void Aliases_that_multiply_stay_within_bounds()
    {
        var lines = string.Join(", ", Enumerable.Repeat("x", 1000));
        var sections = string.Concat(Enumerable.Repeat("  - pip: *l\n", 100_000));
        var file = Read($"l: &l [{lines}]\ndependencies:\n{sections}");
        Assert.InRange(file.PipLines.Length, 1000, 102_000);
        Assert.NotEmpty(file.Problems);
        var laughs =
            "a0: &a0 [x]\n"
            + string.Concat(Enumerable.Range(1, 60).Select(i => $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n"));
        Assert.Empty(Read(laughs).Dependencies);
    }

    [Theory]
    [InlineData("- a\n- b\n", 0)]
    [InlineData("a: *b\n", 3)]
    [InlineData("a: [\n", 5)]
    [InlineData("a: &x\n  b: *x\n", 11)]
    [InlineData("", 0)]
    public void What_is_no_environment_file_is_refused(string text, int offset)
    {
        Assert.False(CondaEnvironmentFile.TryParse("x", text, out _, out var error));
        Assert.InRange(error.Offset, offset, offset + 1);
    }

    [Fact]
    public void Size_and_depth_are_bounded()
    {
        var small = new TomlOptions { MaxLength = 10, MaxValues = 4 };
        Assert.False(CondaEnvironmentFile.TryParse("x", "name: a    #", out _, out _, small));
        Assert.False(CondaEnvironmentFile.TryParse("x", "a: [b,c,d]", out _, out _, small));
        Assert.False(CondaEnvironmentFile.TryParse("x", "a: " + new string('[', 100_000), out _, out _));
    }

    [Fact]
    public void Damaged_files_end_in_a_file_or_an_error() =>
        Mutation
            .Of(
                Encoding.UTF8.GetBytes(Sample),
                "a: &x {b: [1, 'c', \"d\\u00e9\"]}\n<<: *x\ne: |\n  f\n? g\n: >-\n h\n"u8.ToArray()
            )
            .Sample(
                bytes =>
                {
                    var text = Encoding.Latin1.GetString(bytes);
                    var read = CondaEnvironmentFile.TryParse("x", text, out var file, out var error);
                    Assert.Equal(read, error is null && file is not null);
                },
                iter: 10_000
            );

    private static CondaEnvironmentFile Read(string text)
    {
        Assert.True(
            CondaEnvironmentFile.TryParse("environment.yml", text, out var file, out var error),
            error?.ToString()
        );
        return file;
    }
}
