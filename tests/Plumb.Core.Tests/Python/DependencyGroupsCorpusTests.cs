using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Core.Tests.Metadata.Toml;
using Plumb.Metadata.Toml;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

/// <summary>Dependency groups against pypa/packaging's answers.</summary>
public sealed class DependencyGroupsCorpusTests
{
    [Fact]
    public void Groups_resolve_to_the_same_requirements_or_errors() =>
        PackagingCorpus.Check(
            CorpusFile.Rows("packaging/pylock_groups.jsonl.gz", "cases/pylock_groups.jsonl").OfKind("group"),
            row =>
            {
                var groups = DependencyGroupTable.Read(JsonToml.Table(row[1]));
                var answer = groups.Resolve(row[2].GetString()!);
                if (row[3].ValueKind == JsonValueKind.Array)
                {
                    return
                        answer.Errors.IsEmpty
                        && answer
                            .Requirements.Select(r => r.ToString())
                            .SequenceEqual(row[3].ToStrings(), StringComparer.Ordinal)
                        ? null
                        : string.Join("; ", answer.Errors);
                }

                var expected = row[3].GetProperty("error").ToStrings();
                var kinds = answer.Errors.Select(e => Name(e.Kind)).ToHashSet(StringComparer.Ordinal);
                return kinds.SetEquals(expected) ? null : string.Join("; ", answer.Errors);
            }
        );

    private static string Name(DependencyGroupErrorKind kind) =>
        kind switch
        {
            DependencyGroupErrorKind.NotFound => "LookupError",
            DependencyGroupErrorKind.DuplicateName => "DuplicateGroupNames",
            DependencyGroupErrorKind.Cycle => "CyclicDependencyGroup",
            DependencyGroupErrorKind.WrongType => "TypeError",
            DependencyGroupErrorKind.MalformedItem => "InvalidDependencyGroupObject",
            DependencyGroupErrorKind.InvalidRequirement => "InvalidRequirement",
            _ => kind.ToString(),
        };
}
