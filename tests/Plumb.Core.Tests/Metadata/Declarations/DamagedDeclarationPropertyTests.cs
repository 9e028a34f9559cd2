using CsCheck;
using Plumb.Core.Tests.Corpus;
using Plumb.Files;
using Plumb.Metadata.Declarations;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Declarations;

public sealed class DamagedDeclarationPropertyTests
{
    // Half of the 10,000 for each; a longer run by the variable PLUMB_FUZZ.
    private static readonly int _rounds = int.TryParse(
        Environment.GetEnvironmentVariable("PLUMB_FUZZ"),
        System.Globalization.CultureInfo.InvariantCulture,
        out var rounds
    )
        ? rounds
        : 5_000;

    [Fact]
    public void Damaged_requirements_files_are_read_without_an_exception() => Check("formats/requirements.jsonl.gz");

    [Fact]
    public void Damaged_projects_are_read_without_an_exception() => Check("formats/projects.jsonl.gz");

    private static void Check(string corpus)
    {
        (string Name, byte[] Content)[] files =
        [
            .. CorpusFile
                .Rows(corpus)
                .SelectMany(row => row.GetProperty("files").EnumerateObject())
                .Where(f =>
                    f.Value.ValueKind == System.Text.Json.JsonValueKind.String
                    && !f.Name.Contains('/', StringComparison.Ordinal)
                )
                .Select(f => (f.Name, System.Text.Encoding.UTF8.GetBytes(f.Value.GetString()!))),
        ];
        using var root = new ScratchFolder();
        Gen.Int.Sample(
            seed =>
            {
                var (name, content) = files[(int)((uint)seed % files.Length)];
                var folder = "/" + seed.ToString(System.Globalization.CultureInfo.InvariantCulture);
                root.Write($"{folder}/{name}", DamagedBytes.Of(content, seed));
                var read = Declaration.Read(new FileWorld(root.Path), $"{folder}/{name}");
                TemporaryFolder.Remove(root.Path + folder);
                return !read.Sources.IsEmpty || !read.Troubles.IsEmpty;
            },
            iter: _rounds,
            threads: 1
        );
    }
}
