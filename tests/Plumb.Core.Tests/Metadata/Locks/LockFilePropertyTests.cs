using System.Text;
using CsCheck;
using Plumb.Core.Tests.Corpus;
using Plumb.Metadata.Locks;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Locks;

public sealed class LockFilePropertyTests
{
    [Theory]
    [InlineData(LockFormat.Uv)]
    [InlineData(LockFormat.Poetry)]
    [InlineData(LockFormat.Pipfile)]
    [InlineData(LockFormat.Pylock)]
    public void Damaged_locks_end_in_a_selection_or_an_error(LockFormat format)
    {
        var seeds = LockCorpus
            .Rows.SelectMany(row => row.GetProperty("files").EnumerateObject())
            .Where(file => LockFileReader.FormatOf(file.Name) == format)
            .Select(file => file.Value.GetString()!)
            .Append(format == LockFormat.Pipfile ? PipfileLockTests.Text : PoetryLockTests.Text)
            .Select(text => Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, 2500)]))
            .Take(8)
            .ToArray();
        var target = LockCorpus.Target("linux", "3.12") with { AllExtras = true, AllGroups = true };
        Mutation
            .Of(seeds)
            .Sample(
                bytes =>
                {
                    var text = Encoding.UTF8.GetString(bytes);
                    var read = LockFileReader.TryRead(format, "x", text, out var file, out var error);
                    Assert.Equal(read, error is null);
                    Assert.True(file is null || file.Select(target).Packages.Length <= file.Packages.Length);
                },
                iter: 3_000
            );
    }
}
