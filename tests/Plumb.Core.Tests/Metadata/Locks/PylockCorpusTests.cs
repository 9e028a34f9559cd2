using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Core.Tests.Metadata.Toml;
using Plumb.Core.Tests.Python;
using Plumb.Metadata.Locks;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Locks;

/// <summary>Lock documents against pypa/packaging's answers: taken, or the kind and the place of the first error.</summary>
public sealed class PylockCorpusTests
{
    [Fact]
    public void Documents_are_taken_or_refused_for_the_same_reason() =>
        PackagingCorpus.Check(
            CorpusFile.Rows("packaging/pylock_groups.jsonl.gz", "cases/pylock_groups.jsonl").OfKind("pylock"),
            row =>
            {
                var read = Pylock.TryRead(JsonToml.Table(row[1]), out _, out var error);
                if (row[2].ValueKind != JsonValueKind.Array)
                {
                    return read ? null : error?.ToString();
                }

                var (kind, context) = (row[2][0].GetString(), row[2][1].GetString());
                return !read && Name(error!.Kind) == kind && error.Context == context ? null : $"{error}";
            }
        );

    private static string Name(PylockErrorKind kind) =>
        kind switch
        {
            PylockErrorKind.MissingKey => "_PylockRequiredKeyError",
            PylockErrorKind.UnsupportedVersion => "PylockUnsupportedVersionError",
            _ => "PylockValidationError",
        };
}
