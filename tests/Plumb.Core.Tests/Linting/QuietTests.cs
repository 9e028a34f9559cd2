using System.Text;
using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

/// <summary>Comments that silence a line, notebooks, and what is large or hostile.</summary>
public sealed class QuietTests
{
    [Theory]
    [InlineData("det_10g.onnx: 500 MB <!-- plumb: ignore a mirror's file -->", 0)]
    [InlineData("<!-- plumb: ignore -->\ndet_10g.onnx: 500 MB", 0)]
    [InlineData("<!-- plumb: ignore[size] -->\ndet_10g.onnx: 500 MB", 0)]
    [InlineData("<!-- plumb: ignore[hash] -->\ndet_10g.onnx: 500 MB", 1)]
    [InlineData("<!-- plumb: ignore -->\n\ndet_10g.onnx: 500 MB", 1)]
    [InlineData("say plumb: ignore\ndet_10g.onnx: 500 MB", 1)]
    public void A_comment_silences_its_line_or_the_next(string text, int claims) =>
        Assert.Equal(claims, Lint.Text(text, "size").Count);

    [Theory]
    [InlineData(
        "install.bat",
        "REM plumb: ignore\npip install torch==2.9.1 --index-url https://download.pytorch.org/whl/cu118",
        0
    )]
    [InlineData(
        "install.bat",
        ":: plumb: ignore[cuda-build] known\npip install torch==2.9.1 --index-url https://download.pytorch.org/whl/cu118",
        0
    )]
    [InlineData(
        "install.sh",
        "pip install torch==2.9.1 --index-url https://download.pytorch.org/whl/cu118 # plumb: ignore",
        0
    )]
    [InlineData("install.sh", "pip install torch==2.9.1 --index-url https://download.pytorch.org/whl/cu118", 1)]
    public void So_it_does_in_scripts(string name, string text, int claims) =>
        Assert.Equal(claims, DocumentLinter.Lint(name, text).Count(c => c.Rule == "cuda-build"));

    [Fact]
    public void A_notebook_is_judged_by_its_cells_with_the_lines_of_the_file()
    {
        const string notebook = """
            {
             "cells": [
              {
               "cell_type": "markdown",
               "metadata": {},
               "source": [
                "# Setup\n",
                "det_10g.onnx: 500 MB"
               ]
              },
              {
               "cell_type": "code",
               "execution_count": null,
               "metadata": {},
               "outputs": [],
               "source": [
                "!pip install torch==2.9.1 --index-url https://download.pytorch.org/whl/cu118\n",
                "print('det_10g')"
               ]
              }
             ],
             "nbformat": 4
            }
            """;
        var wrong = Lint.Wrong(DocumentLinter.Lint("demo.ipynb", Encoding.UTF8.GetBytes(notebook)));
        Assert.Equal([("size", 8), ("cuda-build", 17)], wrong.Select(c => (c.Rule, c.Line)));
        Assert.Empty(DocumentLinter.Lint("demo.ipynb", "{ \"cells\": ["u8.ToArray()));
    }

    public static TheoryData<string, byte[]> Large()
    {
        var random = new Random(5);
        var noise = new byte[4_000_000];
        random.NextBytes(noise);
        return new TheoryData<string, byte[]>
        {
            {
                "README.md",
                Repeat(
                    "NumPy 1.26 removed `np.int`, CUDA 12.9 for PyTorch 2.9 on RTX 4090: 4 × 2 GB = 9 GB.\n",
                    4_000_000
                )
            },
            { "README.md", Repeat("pip install numpy==1.24.3 `torch` CUDA 12.9 (", 10_000_000) },
            {
                "README.md",
                Repeat(
                    "# ERROR: module 'numpy' has no attribute 'int'\n```sh\npip install numpy==1.26.4\n```\n",
                    4_000_000
                )
            },
            { "requirements.txt", Repeat("numpy<2\nopencv-python-headless\n", 4_000_000) },
            { "README.md", Repeat("<!-- plumb: ignore -->", 10_000_000) },
            { "README.md", Repeat("| a | 1 s |\n", 4_000_000) },
            { "demo.ipynb", Repeat("{\"source\": [\"", 1_000_000) },
            { "README.md", noise },
        };
    }

    [Theory]
    [MemberData(nameof(Large))]
    public void A_large_or_hostile_document_is_read_in_bounded_time(string name, byte[] bytes)
    {
        var started = System.Diagnostics.Stopwatch.StartNew();
        var claims = DocumentLinter.Lint(name, bytes);
        Assert.True(claims.Length <= 400_000);
        Assert.True(started.Elapsed < TimeSpan.FromSeconds(60), $"{started.Elapsed}");
    }

    private static byte[] Repeat(string text, int length)
    {
        var one = Encoding.UTF8.GetBytes(text);
        var all = new byte[length];
        for (var at = 0; at < length; at += one.Length)
        {
            one.AsSpan(0, Math.Min(one.Length, length - at)).CopyTo(all.AsSpan(at));
        }

        return all;
    }
}
